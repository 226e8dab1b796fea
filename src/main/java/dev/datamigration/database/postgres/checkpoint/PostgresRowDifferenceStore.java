package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.ByteText;
import dev.datamigration.database.checkpoint.RowDifferenceStore;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Rows of {@code datamigration.difference}.
 *
 * @param runNonce of the verification
 */
record PostgresRowDifferenceStore(String taskId, long runNonce) implements RowDifferenceStore {
    private static final String OF_TABLE =
            " WHERE task_id = ? AND run_nonce = ? AND source_schema = ? AND source_table = ?";

    private static final String FORGET = """
            DELETE FROM datamigration.difference USING ROWS FROM (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[])) named(s, t)
             WHERE task_id = ? AND run_nonce = ? AND source_schema = named.s AND source_table = named.t
            """;

    private static final String ADD = """
            INSERT INTO datamigration.difference (task_id, run_nonce, source_schema, source_table, number, class,
              key_values, rows, row_key, correction_sql)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String REPAIRED = """
            INSERT INTO datamigration.difference AS d (task_id, run_nonce, source_schema, source_table, number, class,
              key_values, rows, row_key, correction_sql, repaired_rows, repaired_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, '-- repaired', ?, now())
            ON CONFLICT (task_id, run_nonce, source_schema, source_table, number) DO UPDATE SET class = excluded.class,
              repaired_rows = d.repaired_rows + excluded.repaired_rows, repaired_at = excluded.repaired_at
            """;

    @Override
    public String query() {
        return "SELECT source_schema, source_table, class, row_key, correction_sql, repaired_at"
                + " FROM datamigration.difference WHERE task_id = " + Sql.literal(taskId) + " AND run_nonce = "
                + runNonce + " ORDER BY source_schema, source_table, number";
    }

    @Override
    public void forget(Connection connection, Collection<TableName> tables) throws SQLException {
        SqlStatement.of(connection, FORGET)
                .with(SqlStatement.schemas(tables), SqlStatement.names(tables), taskId, runNonce)
                .update();
    }

    @Override
    public void add(Connection connection, TableName table, List<RecordedDifference> differences) throws SQLException {
        SqlStatement.of(connection, ADD).batch(differences, difference -> new Object[] {
            taskId,
            runNonce,
            table.schema(),
            table.table(),
            difference.number(),
            difference.differenceClass().name(),
            SqlStatement.array("text", difference.key()),
            difference.rows(),
            difference.rowKey(),
            difference.correctionSql()
        });
    }

    @Override
    public List<RecordedDifference> of(Connection connection, TableName table) throws SQLException {
        return ofTable(
                        connection,
                        "SELECT number, class, key_values, rows FROM datamigration.difference" + OF_TABLE
                                + " ORDER BY number",
                        table)
                .list(row -> new RecordedDifference(
                        row.getInt(1),
                        DifferenceClass.valueOf(row.getString(2)),
                        List.of((String[]) row.getArray(3).getArray()),
                        row.getLong(4),
                        null,
                        null));
    }

    @Override
    public void repaired(Connection connection, TableName table, Map<Integer, RepairedRow> rows) throws SQLException {
        SqlStatement.of(connection, REPAIRED).batch(rows.entrySet(), row -> new Object[] {
            taskId,
            runNonce,
            table.schema(),
            table.table(),
            row.getKey(),
            row.getValue().differenceClass().name(),
            SqlStatement.array("text", row.getValue().key()),
            "(" + ByteText.escaped(String.join(", ", row.getValue().key())) + ")",
            row.getValue().rows()
        });
    }

    @Override
    public Map<DifferenceClass, Long> repaired(Connection connection, TableName table) throws SQLException {
        return ofTable(
                        connection,
                        "SELECT class, sum(repaired_rows) FROM datamigration.difference" + OF_TABLE + " GROUP BY class",
                        table)
                .map(row -> Map.entry(DifferenceClass.valueOf(row.getString(1)), row.getLong(2)));
    }

    private SqlStatement ofTable(Connection connection, String sql, TableName table) {
        return SqlStatement.of(connection, sql).with(taskId, runNonce, table.schema(), table.table());
    }
}
