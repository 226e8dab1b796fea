package dev.datamigration.database.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.load.ChunkRange;
import dev.datamigration.database.load.ColumnPair;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.RowSelection;
import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.database.table.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopySqlTest {
    private static final String ALL_ROWS =
            "COPY (SELECT t.\"a\" FROM ONLY \"public\".\"from\" AS t WHERE %s) TO STDOUT (FORMAT binary)";

    @Test
    void rowsAreSelectedByTheirKey() {
        var table = table("integer", false);
        assertThat(CopySql.out(table, RowSelection.ALL)).isEqualTo(ALL_ROWS, "true");
        assertThat(CopySql.out(table, new RowSelection.InRange(new ChunkRange(List.of("1"), null))))
                .isEqualTo(ALL_ROWS, "(t.\"a\") > ('1'::integer) AND true");
        assertThat(CopySql.out(
                        table,
                        new RowSelection.WithKeys(List.of(List.of("2")), List.of(new ChunkRange(null, List.of("5"))))))
                .contains("VALUES ('2')")
                .contains(" AND ((true AND (t.\"a\") <= ('5'::integer)))");
    }

    @Test
    void rowsAreSelectedByTheirBlockWhereTheTableIsCutByBlocks() {
        var table = table("integer", false).cutBy(7L);
        var middle = new ChunkRange(ChunkRange.block(5), ChunkRange.block(10));
        assertThat(CopySql.out(table, RowSelection.ALL)).isEqualTo(ALL_ROWS, "true");
        assertThat(CopySql.out(table, new RowSelection.InRange(middle)))
                .isEqualTo(ALL_ROWS, "t.ctid >= '(5,0)'::pg_catalog.tid AND t.ctid < '(10,0)'::pg_catalog.tid");
        assertThat(CopySql.out(table, new RowSelection.InRange(new ChunkRange(ChunkRange.block(10), null))))
                .isEqualTo(ALL_ROWS, "t.ctid >= '(10,0)'::pg_catalog.tid AND true");
        assertThat(CopySql.out(
                        table,
                        new RowSelection.WithKeys(
                                List.of(List.of("2")), List.of(new ChunkRange(null, ChunkRange.block(5)), middle))))
                .contains("VALUES ('2')")
                .contains(" AND ((true AND t.ctid < '(5,0)'::pg_catalog.tid) OR (t.ctid >= '(5,0)'");
    }

    @Test
    void theFormatIsBinaryWhereBothServersReadItAlike() {
        assertThat(CopySql.in(table("integer", false)))
                .isEqualTo("COPY \"public\".\"to\" (\"a\") FROM STDIN (FORMAT binary)");
        assertThat(CopySql.in(table("bigint", false))).endsWith("(FORMAT text)");
        assertThat(CopySql.in(table("integer", true))).endsWith("(FORMAT text)");
    }

    private static LoadTable table(String targetType, boolean userDefinedElements) {
        var column = new Column("a", "integer", "integer", true, false, false, userDefinedElements, true);
        var table = new DataTable(
                1,
                new TableName("public", "from"),
                new TableName("public", "to"),
                null,
                List.of(),
                false,
                ReplicaIdentity.Default,
                List.of(column),
                List.of("a"),
                true,
                false,
                0,
                0,
                0,
                null);
        return new LoadTable(
                table, List.of(new ColumnPair("a", "integer", targetType)), PostgresTableKey.of(table, List.of()));
    }
}
