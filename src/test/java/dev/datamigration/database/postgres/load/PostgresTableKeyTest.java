package dev.datamigration.database.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.load.ChunkRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresTableKeyTest {
    private static final PostgresTableKey KEY =
            new PostgresTableKey(List.of("a", "B\"b"), List.of("integer", "text"), List.of("public"));

    @Test
    void rangesAreOpenBelowAndClosedAbove() {
        assertThat(KEY.within(new ChunkRange(List.of("1", "x'y"), List.of("2", "\\"))))
                .isEqualTo("(t.\"a\", t.\"B\"\"b\") > ('1'::integer, 'x''y'::text)"
                        + " AND (t.\"a\", t.\"B\"\"b\") <= ('2'::integer,  E'\\\\'::text)");
        assertThat(KEY.within(ChunkRange.EVERYTHING)).isEqualTo("true AND true");
    }

    @Test
    void keysAreComparedByTypeAndAsSpelt() {
        assertThat(KEY.among(List.of(List.of("1", "x"), List.of("2", "y"))))
                .isEqualTo("EXISTS (SELECT FROM (VALUES ('1', 'x'), ('2', 'y')) AS k(c0, c1)"
                        + " WHERE t.\"a\" = k.c0::integer AND pg_catalog.format('%s', t.\"a\") = k.c0"
                        + " AND t.\"B\"\"b\" = k.c1::text AND pg_catalog.format('%s', t.\"B\"\"b\") = k.c1)");
    }

    @Test
    void operatorsOfExtensionsAreFound() {
        assertThat(KEY.searchPath()).isEqualTo("pg_catalog, \"public\"");
        assertThat(new PostgresTableKey(List.of("a"), List.of("integer"), List.of()).searchPath())
                .isEqualTo("''");
    }
}
