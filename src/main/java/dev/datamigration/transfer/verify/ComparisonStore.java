package dev.datamigration.transfer.verify;

import dev.datamigration.api.RepairStatus;
import dev.datamigration.api.TableResult;
import dev.datamigration.api.TableVerification;
import dev.datamigration.database.postgres.TableName;
import dev.datamigration.transfer.Run;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Keeps results on the target, so that a resumed comparison goes on where it was. */
final class ComparisonStore {
    private static final String FINISH = """
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

    private final Run run;
    private final long runNonce;
    private final long round;
    private final Session target;
    private final FencedWrites writes;

    /** @param target of its own, in autocommit mode */
    ComparisonStore(Run run, long runNonce, Session target) {
        this(run, runNonce, 0, target);
    }

    private ComparisonStore(Run run, long runNonce, long round, Session target) {
        this.run = run;
        this.runNonce = runNonce;
        this.round = round;
        this.target = target;
        this.writes = new FencedWrites(run.scope(), target);
    }

    /** The same, for what a round of the continuous comparison finds. */
    ComparisonStore inRound(long number) {
        return new ComparisonStore(run, runNonce, number, target);
    }

    void forgetOtherRuns() {
        write(connection -> {
            for (var table : List.of("compared_table", "difference", "verification_round")) {
                try (var statement = connection.prepareStatement(
                        "DELETE FROM datamigration." + table + " WHERE task_id = ? AND run_nonce <> ?")) {
                    statement.setString(1, run.scope().taskId());
                    statement.setLong(2, runNonce);
                    statement.executeUpdate();
                }
            }
        });
    }

    /** The tables this comparison is done with. Those it could not compare are not among them: they are tried again. */
    Map<TableName, TableVerification> finished() {
        return results().entrySet().stream()
                .filter(result -> result.getValue().found().result() != TableResult.Error)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, result -> result.getValue().found()));
    }

    /**
     * A table's newest result.
     *
     * @param round of the continuous comparison; 0 before it
     */
    record Result(TableVerification found, long round) {}

    Map<TableName, Result> results() {
        return target.ask(connection -> {
            var results = new HashMap<TableName, Result>();
            try (var statement = connection.prepareStatement("""
                    SELECT source_schema, source_table, result, consistent, source_only, target_only, mismatched, message,
                      compared_at, position::text, inserted, updated, deleted, rows_left, left_message, round
                    FROM datamigration.compared_table WHERE task_id = ? AND run_nonce = ?
                    """)) {
                statement.setString(1, run.scope().taskId());
                statement.setLong(2, runNonce);
                try (var result = statement.executeQuery()) {
                    while (result.next()) {
                        var name = new TableName(result.getString(1), result.getString(2));
                        results.put(name, new Result(found(name, result), result.getLong("round")));
                    }
                }
            }
            return results;
        });
    }

    private static TableVerification found(TableName name, ResultSet result) throws SQLException {
        var comparedAt = result.getObject("compared_at", OffsetDateTime.class);
        return new TableVerification(
                name.toString(),
                TableResult.valueOf(result.getString("result")),
                result.getLong("consistent"),
                result.getLong("source_only"),
                result.getLong("target_only"),
                result.getLong("mismatched"),
                result.getString("message"),
                comparedAt == null ? null : comparedAt.toInstant().toString(),
                result.getString("position"),
                repair(result));
    }

    private static RepairStatus repair(ResultSet result) throws SQLException {
        var left = result.getObject("rows_left", Long.class);
        return left == null
                ? null
                : new RepairStatus(
                        result.getLong("inserted"),
                        result.getLong("updated"),
                        result.getLong("deleted"),
                        left,
                        result.getString("left_message"));
    }

    void finish(TableName table, TableVerification found) {
        write(connection -> {
            try (var statement = connection.prepareStatement(FINISH)) {
                bind(statement, table, found);
                statement.executeUpdate();
            }
        });
    }

    /** As {@link #finish(TableName, TableVerification)}, of many tables. */
    void finish(Collection<TableTally> tables) {
        write(connection -> {
            try (var statement = connection.prepareStatement(FINISH)) {
                for (var table : tables) {
                    bind(statement, table.table(), table.status());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        });
    }

    private void bind(PreparedStatement statement, TableName table, TableVerification found) throws SQLException {
        name(statement, table);
        statement.setString(5, found.result().name());
        statement.setLong(6, found.consistent());
        statement.setLong(7, found.sourceOnly());
        statement.setLong(8, found.targetOnly());
        statement.setLong(9, found.mismatched());
        statement.setString(10, found.message());
        statement.setString(11, found.comparedAt());
        statement.setString(12, found.position());
        set(statement, found.repair());
        statement.setLong(18, round);
    }

    private static void set(PreparedStatement statement, RepairStatus repair) throws SQLException {
        statement.setObject(13, repair == null ? null : repair.inserted(), Types.BIGINT);
        statement.setObject(14, repair == null ? null : repair.updated(), Types.BIGINT);
        statement.setObject(15, repair == null ? null : repair.deleted(), Types.BIGINT);
        statement.setObject(16, repair == null ? null : repair.left(), Types.BIGINT);
        statement.setString(17, repair == null ? null : repair.message());
    }

    private void name(PreparedStatement statement, TableName table) throws SQLException {
        statement.setString(1, run.scope().taskId());
        statement.setLong(2, runNonce);
        statement.setString(3, table.schema());
        statement.setString(4, table.table());
    }

    private void write(FencedWrites.Write write) {
        writes.write(write);
    }
}
