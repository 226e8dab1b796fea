package dev.datamigration.database.postgres.schema.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DependencyOrderTest {
    @Test
    void needsComeFirstAndTheRestStays() {
        assertThat(sort(Map.of("a", List.of("c"), "c", List.of("d")))).containsExactly("d", "c", "a", "b");
        assertThat(sort(Map.of())).containsExactly("a", "b", "c", "d");
    }

    @Test
    void cyclesAndStrangersDoNoHarm() {
        assertThat(sort(Map.of("a", List.of("b", "stranger"), "b", List.of("a"))))
                .containsExactly("b", "a", "c", "d");
    }

    private static List<String> sort(Map<String, List<String>> needs) {
        return DependencyOrder.sort(List.of("a", "b", "c", "d"), name -> needs.getOrDefault(name, List.of()));
    }
}
