package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.api.status.RepairStatus;
import dev.datamigration.api.status.TableResult;
import dev.datamigration.api.status.TableVerification;
import dev.datamigration.database.checkpoint.ComparedTableStore;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rows of {@code datamigration.compared_table}.
 *
 * @param runNonce of the verification
 */
record PostgresComparedTableStore(String taskId, long runNonce) implements ComparedTableStore {
    private static final List<String> OF_RUNS = List.of("compared_table", "difference", "verification_round");

    private static final String READ = """
            SELECT source_schema, source_table, result, consistent, source_only, target_only, mismatched, message,
              compared_at, position::text, inserted, updated, deleted, rows_left, left_message, round
            FROM datamigration.compared_table WHERE task_id = ? AND run_nonce = ?
            """;

    private static final String WRITE = """
            INSERT INTO datamigration.compared_table (task_id, run_nonce, source_schema, source_table, result,
              consistent, source_only, target_only, mismatched, message, compared_at, position,
              inserted, updated, deleted, rows_left, left_message, round)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::pg_lsn, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (task_id, run_nonce, source_schema, source_table) DO UPDATE SET
              result = excluded.result, consistent = excluded.consistent, source_only = excluded.source_only,
              target_only = excluded.target_only, mismatched = excluded.mismatched, message = excluded.message,
              compared_at = excluded.compared_at, position = excluded.position,
              inserted = excluded.inserted, updated = excluded.updated, deleted = excluded.deleted,
              rows_left = excluded.rows_left, left_message = excluded.left_message, round = excluded.round
            """;

    private record NamedResult(TableName table, Result result) {}

    @Override
    public void forgetOtherRuns(Connection connection) throws SQLException {
        for (var table : OF_RUNS) {
            SqlStatement.of(connection, "DELETE FROM datamigration." + table + " WHERE task_id = ? AND run_nonce <> ?")
                    .with(taskId, runNonce)
                    .update();
        }
    }

    @Override
    public Map<TableName, Result> results(Connection connection) throws SQLException {
        return SqlStatement.of(connection, READ)
                .with(taskId, runNonce)
                .list(PostgresComparedTableStore::result)
                .stream()
                .collect(Collectors.toMap(NamedResult::table, NamedResult::result));
    }

    private static NamedResult result(ResultSet row) throws SQLException {
        var name = new TableName(row.getString("source_schema"), row.getString("source_table"));
        return new NamedResult(name, new Result(found(name, row), row.getLong("round")));
    }

    private static TableVerification found(TableName name, ResultSet row) throws SQLException {
        var comparedAt = SqlStatement.instant(row, "compared_at");
        return new TableVerification(
                name.toString(),
                TableResult.valueOf(row.getString("result")),
                row.getLong("consistent"),
                row.getLong("source_only"),
                row.getLong("target_only"),
                row.getLong("mismatched"),
                row.getString("message"),
                comparedAt == null ? null : comparedAt.toString(),
                row.getString("position"),
                repair(row));
    }

    private static RepairStatus repair(ResultSet row) throws SQLException {
        var left = row.getObject("rows_left", Long.class);
        return left == null
                ? null
                : new RepairStatus(
                        row.getLong("inserted"),
                        row.getLong("updated"),
                        row.getLong("deleted"),
                        left,
                        row.getString("left_message"));
    }

    @Override
    public void write(Connection connection, Map<TableName, TableVerification> results, long round)
            throws SQLException {
        SqlStatement.of(connection, WRITE)
                .batch(results.entrySet(), result -> parameters(result.getKey(), result.getValue(), round));
    }

    private Object[] parameters(TableName table, TableVerification found, long round) {
        var repair = found.repair();
        return new Object[] {
            taskId,
            runNonce,
            table.schema(),
            table.table(),
            found.result().name(),
            found.consistent(),
            found.sourceOnly(),
            found.targetOnly(),
            found.mismatched(),
            SqlStatement.text(found.message()),
            SqlStatement.text(found.comparedAt()),
            SqlStatement.text(found.position()),
            repair == null ? null : repair.inserted(),
            repair == null ? null : repair.updated(),
            repair == null ? null : repair.deleted(),
            repair == null ? null : repair.left(),
            SqlStatement.text(repair == null ? null : repair.message()),
            round
        };
    }
}
