package dev.datamigration.transfer.incremental;

import dev.datamigration.database.postgres.Lsn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What the target knows of the changes applied to it: a row of {@code datamigration.applied}.
 *
 * @param committedAt when the last transaction applied was committed on the source, or null
 */
record AppliedRecord(Lsn position, Instant committedAt, ChangeCounts counts) {
    private static final String DIRECTION = "forward";

    static Optional<AppliedRecord> read(Connection connection, String taskId) throws SQLException {
        try (var statement = connection.prepareStatement("""
                SELECT position::text, committed_at, inserts, updates, deletes, truncates, conflicts, skipped
                  FROM datamigration.applied WHERE task_id = ? AND direction = ?
                """)) {
            statement.setString(1, taskId);
            statement.setString(2, DIRECTION);
            try (var result = statement.executeQuery()) {
                return result.next() ? Optional.of(of(result)) : Optional.empty();
            }
        }
    }

    private static AppliedRecord of(ResultSet result) throws SQLException {
        var committedAt = result.getObject("committed_at", OffsetDateTime.class);
        return new AppliedRecord(
                Lsn.parse(result.getString("position")),
                committedAt == null ? null : committedAt.toInstant(),
                new ChangeCounts(
                        result.getLong("inserts"),
                        result.getLong("updates"),
                        result.getLong("deletes"),
                        result.getLong("truncates"),
                        result.getLong("conflicts"),
                        result.getLong("skipped")));
    }

    /**
     * Moves the position and adds to the counts, within the caller's transaction.
     *
     * @param committedAt null leaves the time as it is
     */
    static void advance(Connection connection, String taskId, Lsn position, Instant committedAt, ChangeCounts counts)
            throws SQLException {
        try (var statement = connection.prepareStatement("""
                INSERT INTO datamigration.applied AS a
                  (task_id, direction, position, committed_at, inserts, updates, deletes, truncates, conflicts,
                   skipped)
                VALUES (?, ?, ?::pg_catalog.pg_lsn, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (task_id, direction) DO UPDATE SET
                  position = excluded.position, committed_at = coalesce(excluded.committed_at, a.committed_at),
                  inserts = a.inserts + excluded.inserts, updates = a.updates + excluded.updates,
                  deletes = a.deletes + excluded.deletes, truncates = a.truncates + excluded.truncates,
                  conflicts = a.conflicts + excluded.conflicts, skipped = a.skipped + excluded.skipped
                """)) {
            statement.setString(1, taskId);
            statement.setString(2, DIRECTION);
            statement.setString(3, position.toString());
            statement.setObject(4, committedAt == null ? null : committedAt.atOffset(ZoneOffset.UTC));
            statement.setLong(5, counts.inserts());
            statement.setLong(6, counts.updates());
            statement.setLong(7, counts.deletes());
            statement.setLong(8, counts.truncates());
            statement.setLong(9, counts.conflicts());
            statement.setLong(10, counts.skipped());
            statement.executeUpdate();
        }
    }
}
