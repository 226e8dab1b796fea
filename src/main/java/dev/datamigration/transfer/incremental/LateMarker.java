package dev.datamigration.transfer.incremental;

import dev.datamigration.database.Position;
import dev.datamigration.database.postgres.Lsn;
import dev.datamigration.transfer.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * From where on changes of a direction came late, as {@code datamigration.late_marker} has it.
 *
 * @param round of the switchover that asked for the end of writes
 * @param position transactions whose commit record is at or after it came late
 */
record LateMarker(int round, Position position) {

    static Optional<LateMarker> read(Connection connection, Run run) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT round, position::text"
                + " FROM datamigration.late_marker WHERE task_id = ? AND direction = ?")) {
            statement.setString(1, run.scope().taskId());
            statement.setString(2, run.direction().key());
            try (var result = statement.executeQuery()) {
                return result.next()
                        ? Optional.of(new LateMarker(result.getInt(1), Lsn.parse(result.getString(2))))
                        : Optional.empty();
            }
        }
    }

    void write(Connection connection, Run run) throws SQLException {
        try (var statement = connection.prepareStatement("""
                INSERT INTO datamigration.late_marker (task_id, direction, round, position)
                VALUES (?, ?, ?, ?::pg_catalog.pg_lsn)
                ON CONFLICT (task_id, direction) DO UPDATE SET round = excluded.round, position = excluded.position
                """)) {
            statement.setString(1, run.scope().taskId());
            statement.setString(2, run.direction().key());
            statement.setInt(3, round);
            statement.setString(4, position.encode());
            statement.executeUpdate();
        }
    }

    static void remove(Connection connection, Run run) throws SQLException {
        try (var statement = connection.prepareStatement(
                "DELETE FROM datamigration.late_marker WHERE task_id = ? AND direction = ?")) {
            statement.setString(1, run.scope().taskId());
            statement.setString(2, run.direction().key());
            statement.executeUpdate();
        }
    }
}
