package dev.datamigration.transfer.verify.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.compare.HashedRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowComparisonTest {
    @Test
    void rowsOnOneSideAndRowsThatDifferAreSuspects() {
        var compared = RowComparison.of(
                List.of(row("1", "a"), row("2", "b"), row("3", "c")),
                List.of(row("4", "d"), row("2", "x"), row("1", "a")),
                row -> 1);
        assertThat(compared).isEqualTo(new RowComparison(1, List.of(List.of("2"), List.of("3"), List.of("4"))));
    }

    @Test
    void aKeyThatIsThereTwiceIsASuspect() {
        assertThat(RowComparison.of(List.of(row("1", "a")), List.of(row("1", "a"), row("1", "a")), row -> 1)
                        .suspects())
                .containsExactly(List.of("1"));
    }

    @Test
    void withoutKeyOneStandsForItsCopies() {
        assertThat(RowComparison.of(List.of(row("h", "7")), List.of(row("h", "7")), row -> Long.parseLong(row.hash()))
                        .equalRows())
                .isEqualTo(7);
    }

    private static HashedRow row(String key, String hash) {
        return new HashedRow(List.of(key), hash);
    }
}
