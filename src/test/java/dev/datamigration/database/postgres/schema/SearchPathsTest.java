package dev.datamigration.database.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchPathsTest {
    private final SearchPaths paths = new SearchPaths(Map.of("a", "x", "b", "Y y", "same", "same"));

    @Test
    void theOwnSchemaComesFirstOnBothSides() {
        assertThat(paths.source("b")).isEqualTo("\"b\", \"a\"");
        assertThat(paths.target("b")).isEqualTo("\"Y y\", \"x\"");
        assertThat(paths.source("other")).isEqualTo("\"a\", \"b\"");
        assertThat(paths.target("same")).isEqualTo("\"x\", \"Y y\"");
    }

    @Test
    void schemasThatShareAPathAreReadTogether() {
        assertThat(paths.groups(List.of("other", "b", "same", "b")))
                .containsExactlyInAnyOrder(List.of("b"), List.of("other", "same"));
        assertThat(new SearchPaths(Map.of()).groups(List.of("p", "q"))).containsExactly(List.of("p", "q"));
        assertThat(new SearchPaths(Map.of()).source("p")).isEmpty();
    }
}
