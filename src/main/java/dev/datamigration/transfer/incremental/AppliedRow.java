package dev.datamigration.transfer.incremental;

import dev.datamigration.database.Position;
import dev.datamigration.database.TransactionId;
import dev.datamigration.database.postgres.CommitRecord;
import dev.datamigration.database.postgres.Lsn;
import dev.datamigration.database.postgres.replication.PgOutputMessage.Commit;
import dev.datamigration.transfer.Run;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * One row of {@code datamigration.applied}, in the database written to.
 *
 * @param direction the key of a direction, or that of the watch over what comes after it has ended
 */
record AppliedRow(String taskId, String direction) {

    /** The row of the run's direction. */
    static AppliedRow of(Run run) {
        return new AppliedRow(run.scope().taskId(), run.direction().key());
    }

    /** The row of the watch that reads on where the run's direction has ended. */
    static AppliedRow ofWatch(Run run) {
        return new AppliedRow(run.scope().taskId(), "watch-" + run.direction().key());
    }

    Optional<AppliedRecord> read(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("""
                SELECT position::text, commit_record::text, committed_at, inserts, updates, deletes, truncates, conflicts, skipped
                  FROM datamigration.applied WHERE task_id = ? AND direction = ?
                """)) {
            statement.setString(1, taskId);
            statement.setString(2, direction);
            try (var result = statement.executeQuery()) {
                return result.next() ? Optional.of(record(result)) : Optional.empty();
            }
        }
    }

    private static AppliedRecord record(ResultSet result) throws SQLException {
        var commitRecord = result.getString("commit_record");
        var committedAt = result.getObject("committed_at", OffsetDateTime.class);
        return new AppliedRecord(
                Lsn.parse(result.getString("position")),
                CommitRecord.parse(commitRecord),
                committedAt == null ? null : committedAt.toInstant(),
                new ChangeCounts(
                        result.getLong("inserts"),
                        result.getLong("updates"),
                        result.getLong("deletes"),
                        result.getLong("truncates"),
                        result.getLong("conflicts"),
                        result.getLong("skipped")));
    }

    /** Makes the row, or puts it elsewhere in the log, but for its counts; within the caller's transaction. */
    void place(Connection connection, AppliedRecord record) throws SQLException {
        try (var statement = connection.prepareStatement("""
                INSERT INTO datamigration.applied (task_id, direction, position, commit_record, committed_at)
                VALUES (?, ?, ?::pg_catalog.pg_lsn, ?::pg_catalog.pg_lsn, ?)
                ON CONFLICT (task_id, direction) DO UPDATE SET position = excluded.position,
                  commit_record = excluded.commit_record, committed_at = excluded.committed_at
                """)) {
            statement.setString(1, taskId);
            statement.setString(2, direction);
            statement.setString(3, record.position().encode());
            statement.setString(4, text(record.transaction()));
            statement.setObject(5, time(record.committedAt()));
            statement.executeUpdate();
        }
    }

    /** Forgets the row. */
    void remove(Connection connection) throws SQLException {
        try (var statement =
                connection.prepareStatement("DELETE FROM datamigration.applied WHERE task_id = ? AND direction = ?")) {
            statement.setString(1, taskId);
            statement.setString(2, direction);
            statement.executeUpdate();
        }
    }

    /**
     * Marks the caller's transaction as one of ours for whoever reads this database's log; must be its first change.
     *
     * @throws IllegalStateException if there is no such row, so that the transaction would not be known
     */
    void mark(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                "UPDATE datamigration.applied SET position = position WHERE task_id = ? AND direction = ?")) {
            statement.setString(1, taskId);
            statement.setString(2, direction);
            requireOne(statement.executeUpdate());
        }
    }

    /**
     * Moves the position of a row that must be there, within the caller's transaction.
     *
     * @param last transaction received, or null where there was none since it was moved before
     * @throws IllegalStateException if it is not
     */
    void move(Connection connection, Position position, Commit last) throws SQLException {
        try (var statement = connection.prepareStatement("""
                UPDATE datamigration.applied SET position = ?::pg_catalog.pg_lsn,
                  commit_record = coalesce(?::pg_catalog.pg_lsn, commit_record), committed_at = coalesce(?, committed_at)
                 WHERE task_id = ? AND direction = ?
                """)) {
            statement.setString(1, position.encode());
            statement.setString(2, last == null ? null : text(last.transaction()));
            statement.setObject(3, last == null ? null : time(last.commitTime()));
            statement.setString(4, taskId);
            statement.setString(5, direction);
            requireOne(statement.executeUpdate());
        }
    }

    private void requireOne(int rows) {
        if (rows != 1) {
            throw new IllegalStateException(
                    "datamigration.applied has no row '%s' of task %s (any more)".formatted(direction, taskId));
        }
    }

    /**
     * Moves the position and adds to the counts, within the caller's transaction.
     *
     * @param last transaction received, or null where there was none since it was moved before
     */
    void advance(Connection connection, Position position, Commit last, ChangeCounts counts) throws SQLException {
        try (var statement = connection.prepareStatement("""
                INSERT INTO datamigration.applied AS a
                  (task_id, direction, position, commit_record, committed_at, inserts, updates, deletes, truncates,
                   conflicts, skipped)
                VALUES (?, ?, ?::pg_catalog.pg_lsn, ?::pg_catalog.pg_lsn, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (task_id, direction) DO UPDATE SET
                  position = excluded.position, commit_record = coalesce(excluded.commit_record, a.commit_record),
                  committed_at = coalesce(excluded.committed_at, a.committed_at),
                  inserts = a.inserts + excluded.inserts, updates = a.updates + excluded.updates,
                  deletes = a.deletes + excluded.deletes, truncates = a.truncates + excluded.truncates,
                  conflicts = a.conflicts + excluded.conflicts, skipped = a.skipped + excluded.skipped
                """)) {
            statement.setString(1, taskId);
            statement.setString(2, direction);
            statement.setString(3, position.encode());
            statement.setString(4, last == null ? null : text(last.transaction()));
            statement.setObject(5, last == null ? null : time(last.commitTime()));
            statement.setLong(6, counts.inserts());
            statement.setLong(7, counts.updates());
            statement.setLong(8, counts.deletes());
            statement.setLong(9, counts.truncates());
            statement.setLong(10, counts.conflicts());
            statement.setLong(11, counts.skipped());
            statement.executeUpdate();
        }
    }

    private static String text(TransactionId transaction) {
        return transaction == null ? null : transaction.encode();
    }

    private static OffsetDateTime time(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
