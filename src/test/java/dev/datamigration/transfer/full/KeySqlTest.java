package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.transfer.full.table.Chunk;
import dev.datamigration.transfer.full.table.ChunkRange;
import dev.datamigration.transfer.full.table.FinishedRanges;
import dev.datamigration.transfer.full.table.TableKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeySqlTest {
    private static final TableKey KEY =
            new TableKey(List.of("a", "B\"b"), List.of("integer", "text"), List.of("public"));

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
        assertThat(new TableKey(List.of("a"), List.of("integer"), List.of()).searchPath())
                .isEqualTo("''");
    }

    @Test
    void boundsSurviveTheCheckpoint() {
        var bound = List.of("a\"b\\c", "\u0001\n\té\uD83D\uDE00", "");
        assertThat(ChunkRange.decode(ChunkRange.encode(bound))).isEqualTo(bound);
        assertThat(ChunkRange.encode(null)).isNull();
        assertThat(ChunkRange.decode(null)).isNull();
    }

    @Test
    void neighbouringFinishedChunksAreOneRange() {
        var finished = List.of(chunk(0, null, "10"), chunk(1, "10", "20"), chunk(3, "30", "40"), chunk(4, "40", null));
        assertThat(FinishedRanges.merged(finished))
                .containsExactly(new ChunkRange(null, List.of("20")), new ChunkRange(List.of("30"), null));
        assertThat(FinishedRanges.merged(List.of())).isEmpty();
    }

    private static Chunk chunk(int number, String lower, String upper) {
        return new Chunk(
                null,
                number,
                new ChunkRange(lower == null ? null : List.of(lower), upper == null ? null : List.of(upper)));
    }
}
