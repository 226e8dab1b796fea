package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.LogPositions;
import dev.datamigration.database.Position;
import dev.datamigration.database.TransactionId;
import dev.datamigration.database.checkpoint.AppliedRecord;
import dev.datamigration.database.checkpoint.ChangeCounts;
import dev.datamigration.database.checkpoint.PositionStore;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * One row of {@code datamigration.applied}.
 *
 * @param direction the row's key: of a direction, of the watch over what comes after it has ended, or of the load
 * @param positions of the log that is read
 */
record PostgresPositionStore(String taskId, String direction, LogPositions positions) implements PositionStore {

    @Override
    public Optional<AppliedRecord> read(Connection connection) throws SQLException {
        return SqlStatement.of(connection, """
                        SELECT position::text, commit_record::text, committed_at, inserts, updates, deletes, truncates, conflicts, skipped
                          FROM datamigration.applied WHERE task_id = ? AND direction = ?
                        """).with(taskId, direction).first(this::record);
    }

    @Override
    public boolean isKnown(Connection connection) throws SQLException {
        return CheckpointSchema.isInstalled(connection) && read(connection).isPresent();
    }

    private AppliedRecord record(ResultSet row) throws SQLException {
        var transaction = row.getString("commit_record");
        return new AppliedRecord(
                positions.position(row.getString("position")),
                transaction == null ? null : positions.transaction(transaction),
                SqlStatement.instant(row, "committed_at"),
                new ChangeCounts(
                        row.getLong("inserts"),
                        row.getLong("updates"),
                        row.getLong("deletes"),
                        row.getLong("truncates"),
                        row.getLong("conflicts"),
                        row.getLong("skipped")));
    }

    @Override
    public void place(Connection connection, AppliedRecord record) throws SQLException {
        SqlStatement.of(connection, """
                        INSERT INTO datamigration.applied (task_id, direction, position, commit_record, committed_at)
                        VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (task_id, direction) DO UPDATE SET position = excluded.position,
                          commit_record = excluded.commit_record, committed_at = excluded.committed_at
                        """)
                .with(taskId, direction, text(record.position()), text(record.transaction()), record.committedAt())
                .update();
    }

    @Override
    public void remove(Connection connection) throws SQLException {
        SqlStatement.of(connection, "DELETE FROM datamigration.applied WHERE task_id = ? AND direction = ?")
                .with(taskId, direction)
                .update();
    }

    @Override
    public void mark(Connection connection) throws SQLException {
        requireOne(SqlStatement.of(
                        connection,
                        "UPDATE datamigration.applied SET position = position WHERE task_id = ? AND direction = ?")
                .with(taskId, direction)
                .update());
    }

    @Override
    public void move(Connection connection, Position position, TransactionId last, Instant committedAt)
            throws SQLException {
        requireOne(SqlStatement.of(connection, """
                        UPDATE datamigration.applied SET position = ?, commit_record = coalesce(?, commit_record),
                          committed_at = coalesce(?, committed_at)
                         WHERE task_id = ? AND direction = ?
                        """)
                .with(text(position), text(last), committedAt, taskId, direction)
                .update());
    }

    private void requireOne(int rows) {
        if (rows != 1) {
            throw new IllegalStateException(
                    "datamigration.applied has no row '%s' of task %s (any more)".formatted(direction, taskId));
        }
    }

    @Override
    public void advance(
            Connection connection, Position position, TransactionId last, Instant committedAt, ChangeCounts counts)
            throws SQLException {
        SqlStatement.of(connection, """
                        INSERT INTO datamigration.applied AS a
                          (task_id, direction, position, commit_record, committed_at, inserts, updates, deletes, truncates,
                           conflicts, skipped)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (task_id, direction) DO UPDATE SET
                          position = excluded.position, commit_record = coalesce(excluded.commit_record, a.commit_record),
                          committed_at = coalesce(excluded.committed_at, a.committed_at),
                          inserts = a.inserts + excluded.inserts, updates = a.updates + excluded.updates,
                          deletes = a.deletes + excluded.deletes, truncates = a.truncates + excluded.truncates,
                          conflicts = a.conflicts + excluded.conflicts, skipped = a.skipped + excluded.skipped
                        """)
                .with(
                        taskId,
                        direction,
                        text(position),
                        text(last),
                        committedAt,
                        counts.inserts(),
                        counts.updates(),
                        counts.deletes(),
                        counts.truncates(),
                        counts.conflicts(),
                        counts.skipped())
                .update();
    }

    private static Object text(Position position) {
        return SqlStatement.text(position.encode());
    }

    private static Object text(TransactionId transaction) {
        return SqlStatement.text(transaction == null ? null : transaction.encode());
    }
}
