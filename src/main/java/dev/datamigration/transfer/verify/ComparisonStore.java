package dev.datamigration.transfer.verify;

import dev.datamigration.api.TableResult;
import dev.datamigration.api.TableVerification;
import dev.datamigration.database.postgres.Sql;
import dev.datamigration.database.postgres.TableName;
import dev.datamigration.transfer.Run;
import dev.datamigration.transfer.checkpoint.Fence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps results and differences on the target, so that a resumed comparison goes on where it was. */
final class ComparisonStore {
    private final Run run;
    private final long runNonce;
    private final Session target;

    /** @param target of its own, in autocommit mode */
    ComparisonStore(Run run, long runNonce, Session target) {
        this.run = run;
        this.runNonce = runNonce;
        this.target = target;
    }

    /** The query that shows the correction SQL to people. */
    String query() {
        return run.direction().tell("On the target")
                + ": SELECT source_schema, source_table, class, row_key, correction_sql"
                + " FROM datamigration.difference WHERE task_id = "
                + Sql.literal(run.scope().taskId())
                + " AND run_nonce = " + runNonce + " ORDER BY source_schema, source_table, number";
    }

    void forgetOtherRuns() {
        write(connection -> {
            for (var table : List.of("compared_table", "difference")) {
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
    synchronized Map<TableName, TableVerification> finished() {
        return target.ask(connection -> {
            var finished = new HashMap<TableName, TableVerification>();
            try (var statement = connection.prepareStatement("""
                    SELECT source_schema, source_table, result, consistent, source_only, target_only, mismatched, message
                    FROM datamigration.compared_table WHERE task_id = ? AND run_nonce = ? AND result <> 'Error'
                    """)) {
                statement.setString(1, run.scope().taskId());
                statement.setLong(2, runNonce);
                try (var result = statement.executeQuery()) {
                    while (result.next()) {
                        var name = new TableName(result.getString(1), result.getString(2));
                        finished.put(
                                name,
                                new TableVerification(
                                        name.toString(),
                                        TableResult.valueOf(result.getString(3)),
                                        result.getLong(4),
                                        result.getLong(5),
                                        result.getLong(6),
                                        result.getLong(7),
                                        result.getString(8)));
                    }
                }
            }
            return finished;
        });
    }

    /** Forgets the differences an earlier, unfinished comparison of the table recorded. */
    void begin(TableName table) {
        write(connection -> {
            try (var statement = connection.prepareStatement("DELETE FROM datamigration.difference"
                    + " WHERE task_id = ? AND run_nonce = ? AND source_schema = ? AND source_table = ?")) {
                name(statement, table);
                statement.executeUpdate();
            }
        });
    }

    void add(TableName table, List<RecordedDifference> differences) {
        write(connection -> {
            try (var statement = connection.prepareStatement("INSERT INTO datamigration.difference (task_id, run_nonce,"
                    + " source_schema, source_table, number, class, row_key, correction_sql)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
                for (var difference : differences) {
                    name(statement, table);
                    statement.setInt(5, difference.number());
                    statement.setString(6, difference.differenceClass().name());
                    statement.setString(7, difference.rowKey());
                    statement.setString(8, difference.correctionSql());
                    statement.executeUpdate();
                }
            }
        });
    }

    void finish(TableName table, TableVerification found) {
        write(connection -> {
            try (var statement = connection.prepareStatement("""
                    INSERT INTO datamigration.compared_table (task_id, run_nonce, source_schema, source_table, result,
                      consistent, source_only, target_only, mismatched, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (task_id, run_nonce, source_schema, source_table) DO UPDATE SET
                      result = excluded.result, consistent = excluded.consistent, source_only = excluded.source_only,
                      target_only = excluded.target_only, mismatched = excluded.mismatched, message = excluded.message
                    """)) {
                name(statement, table);
                statement.setString(5, found.result().name());
                statement.setLong(6, found.consistent());
                statement.setLong(7, found.sourceOnly());
                statement.setLong(8, found.targetOnly());
                statement.setLong(9, found.mismatched());
                statement.setString(10, found.message());
                statement.executeUpdate();
            }
        });
    }

    private void name(PreparedStatement statement, TableName table) throws SQLException {
        statement.setString(1, run.scope().taskId());
        statement.setLong(2, runNonce);
        statement.setString(3, table.schema());
        statement.setString(4, table.table());
    }

    private synchronized void write(Write write) {
        target.askInTransaction(connection -> {
            Fence.check(connection, run.scope().taskId(), run.scope().epoch());
            write.to(connection);
            connection.commit();
            return null;
        });
    }

    @FunctionalInterface
    private interface Write {
        void to(Connection connection) throws SQLException;
    }
}
