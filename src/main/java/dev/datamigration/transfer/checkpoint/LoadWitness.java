package dev.datamigration.transfer.checkpoint;

import dev.datamigration.database.Position;
import dev.datamigration.database.TransactionId;
import dev.datamigration.database.postgres.CommitRecord;
import dev.datamigration.database.postgres.Lsn;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What the log of the source had before the position as of which an interrupted load went on; the row {@code load} of {@code
 * datamigration.applied}. The slot is told of nothing before changes are applied, so that all of it comes again. Nothing
 * here begins or ends a transaction.
 *
 * @param position as of which tables were loaded
 * @param transaction the last one before it, or null where there was none
 * @param committedAt when that was committed, or null
 */
public record LoadWitness(Position position, TransactionId transaction, Instant committedAt) {

    /** Empty where the load was never interrupted. */
    public static Optional<LoadWitness> read(Connection connection, String taskId) throws SQLException {
        try (var statement = connection.prepareStatement("""
                SELECT position::text, commit_record::text, committed_at FROM datamigration.applied
                 WHERE task_id = ? AND direction = 'load'
                """)) {
            statement.setString(1, taskId);
            try (var result = statement.executeQuery()) {
                if (!result.next()) {
                    return Optional.empty();
                }
                var time = result.getObject(3, OffsetDateTime.class);
                return Optional.of(new LoadWitness(
                        Lsn.parse(result.getString(1)),
                        CommitRecord.parse(result.getString(2)),
                        time == null ? null : time.toInstant()));
            }
        }
    }

    /** Takes the place of an earlier one. */
    public void place(Connection connection, String taskId) throws SQLException {
        try (var statement = connection.prepareStatement("""
                INSERT INTO datamigration.applied (task_id, direction, position, commit_record, committed_at)
                VALUES (?, 'load', ?::pg_catalog.pg_lsn, ?::pg_catalog.pg_lsn, ?)
                ON CONFLICT (task_id, direction) DO UPDATE SET position = excluded.position,
                  commit_record = excluded.commit_record, committed_at = excluded.committed_at
                """)) {
            statement.setString(1, taskId);
            statement.setString(2, position.encode());
            statement.setString(3, transaction == null ? null : transaction.encode());
            statement.setObject(4, committedAt == null ? null : committedAt.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    /** What was loaded as of positions of that log is left to a verification. */
    public static void remove(Connection connection, String taskId) throws SQLException {
        try (var statement = connection.prepareStatement(
                "DELETE FROM datamigration.applied WHERE task_id = ? AND direction = 'load'")) {
            statement.setString(1, taskId);
            statement.executeUpdate();
        }
    }
}
