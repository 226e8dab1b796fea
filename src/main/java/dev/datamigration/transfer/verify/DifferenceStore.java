package dev.datamigration.transfer.verify;

import dev.datamigration.api.RepairStatus;
import dev.datamigration.database.postgres.ByteText;
import dev.datamigration.database.postgres.Sql;
import dev.datamigration.database.postgres.SqlStatement;
import dev.datamigration.database.postgres.TableName;
import dev.datamigration.transfer.Run;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Keeps the differences of a comparison on the target, and which of them were repaired. */
final class DifferenceStore {
    private static final String OF_TABLE =
            " WHERE task_id = ? AND run_nonce = ? AND source_schema = ? AND source_table = ?";

    private static final String FORGET = """
            DELETE FROM datamigration.difference USING ROWS FROM (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[])) named(s, t)
             WHERE task_id = ? AND run_nonce = ? AND source_schema = named.s AND source_table = named.t
            """;

    private static final String REPAIRED = """
            INSERT INTO datamigration.difference AS d (task_id, run_nonce, source_schema, source_table, number, class,
              key_values, rows, row_key, correction_sql, repaired_rows, repaired_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, '-- repaired', ?, now())
            ON CONFLICT (task_id, run_nonce, source_schema, source_table, number) DO UPDATE SET class = excluded.class,
              repaired_rows = d.repaired_rows + excluded.repaired_rows, repaired_at = excluded.repaired_at
            """;

    private final Run run;
    private final long runNonce;
    private final Session target;
    private final FencedWrites writes;

    /** @param target of its own, in autocommit mode */
    DifferenceStore(Run run, long runNonce, Session target) {
        this.run = run;
        this.runNonce = runNonce;
        this.target = target;
        this.writes = new FencedWrites(run.scope(), target);
    }

    /** The query that shows the correction SQL to people. */
    String query() {
        return run.direction().tell("On the target")
                + ": SELECT source_schema, source_table, class, row_key, correction_sql, repaired_at"
                + " FROM datamigration.difference WHERE task_id = "
                + Sql.literal(run.scope().taskId())
                + " AND run_nonce = " + runNonce + " ORDER BY source_schema, source_table, number";
    }

    /** Forgets the differences an earlier comparison of the table recorded. */
    void begin(TableName table) {
        begin(List.of(table));
    }

    /** As {@link #begin(TableName)}, of many tables. */
    void begin(Collection<TableName> tables) {
        writes.write(connection -> SqlStatement.of(connection, FORGET)
                .with(
                        SqlStatement.schemas(tables),
                        SqlStatement.names(tables),
                        run.scope().taskId(),
                        runNonce)
                .update());
    }

    void add(TableName table, List<RecordedDifference> differences) {
        writes.write(connection -> {
            try (var statement = prepared(
                    connection,
                    "INSERT INTO datamigration.difference (task_id, run_nonce, source_schema, source_table,"
                            + " number, class, key_values, rows, row_key, correction_sql)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    table)) {
                for (var difference : differences) {
                    statement.setInt(5, difference.number());
                    statement.setString(6, difference.differenceClass().name());
                    statement.setArray(7, array(connection, difference.key()));
                    statement.setLong(8, difference.rows());
                    statement.setString(9, difference.rowKey());
                    statement.setString(10, difference.correctionSql());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        });
    }

    /** All that were recorded of a table, those that were repaired since included. */
    List<RecordedDifference> of(TableName table) {
        return read(connection -> {
            var differences = new ArrayList<RecordedDifference>();
            var sql = "SELECT number, class, key_values, rows FROM datamigration.difference" + OF_TABLE
                    + " ORDER BY number";
            try (var statement = prepared(connection, sql, table);
                    var result = statement.executeQuery()) {
                while (result.next()) {
                    differences.add(new RecordedDifference(
                            result.getInt(1),
                            DifferenceClass.valueOf(result.getString(2)),
                            List.of((String[]) result.getArray(3).getArray()),
                            result.getLong(4),
                            null,
                            null));
                }
            }
            return differences;
        });
    }

    /**
     * Notes that rows were written, in the transaction that writes them; a row may be written more than once.
     *
     * @param rows by the numbers of their differences; one that was not recorded has a new number
     */
    void repaired(Connection connection, TableName table, Map<Integer, RepairedRow> rows) throws SQLException {
        try (var statement = prepared(connection, REPAIRED, table)) {
            for (var entry : rows.entrySet()) {
                var row = entry.getValue();
                statement.setInt(5, entry.getKey());
                statement.setString(6, row.differenceClass().name());
                statement.setArray(7, array(connection, row.key()));
                statement.setString(8, "(" + ByteText.escaped(String.join(", ", row.key())) + ")");
                statement.setLong(9, row.rows());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** How many rows of the table were repaired so far, by class; nothing is said of those that are left. */
    RepairStatus repaired(TableName table) {
        return read(connection -> {
            var counts = new EnumMap<DifferenceClass, Long>(DifferenceClass.class);
            var sql = "SELECT class, sum(repaired_rows) FROM datamigration.difference" + OF_TABLE + " GROUP BY class";
            try (var statement = prepared(connection, sql, table);
                    var result = statement.executeQuery()) {
                while (result.next()) {
                    counts.put(DifferenceClass.valueOf(result.getString(1)), result.getLong(2));
                }
            }
            return new RepairStatus(
                    counts.getOrDefault(DifferenceClass.SourceOnly, 0L),
                    counts.getOrDefault(DifferenceClass.Mismatched, 0L),
                    counts.getOrDefault(DifferenceClass.TargetOnly, 0L),
                    null,
                    null);
        });
    }

    private <T> T read(Session.Question<T> question) {
        synchronized (target) {
            return target.ask(question);
        }
    }

    private PreparedStatement prepared(Connection connection, String sql, TableName table) throws SQLException {
        var statement = connection.prepareStatement(sql);
        name(statement, 1, table);
        return statement;
    }

    private void name(PreparedStatement statement, int first, TableName table) throws SQLException {
        statement.setString(first, run.scope().taskId());
        statement.setLong(first + 1, runNonce);
        statement.setString(first + 2, table.schema());
        statement.setString(first + 3, table.table());
    }

    private static Array array(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf(
                "text", texts.toArray(String[]::new)); // of Strings, which alone go byte by byte
    }
}
