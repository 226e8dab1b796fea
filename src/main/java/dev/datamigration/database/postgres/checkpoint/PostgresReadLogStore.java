package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.LogPositions;
import dev.datamigration.database.Position;
import dev.datamigration.database.checkpoint.ReadLogStore;
import dev.datamigration.database.log.LogIdentity;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A row of {@code datamigration.read_log}, beside the positions.
 *
 * @param direction as in {@code datamigration.applied.direction}
 * @param positions of the log that is read
 */
record PostgresReadLogStore(String taskId, String direction, LogPositions positions) implements ReadLogStore {

    @Override
    public Optional<LogIdentity> identity(Connection connection) throws SQLException {
        return SqlStatement.of(
                        connection,
                        "SELECT system_id, history FROM datamigration.read_log WHERE task_id = ? AND direction = ?")
                .with(taskId, direction)
                .first(row -> new LogIdentity(row.getString(1), row.getString(2)));
    }

    @Override
    public void place(Connection connection, LogIdentity log) throws SQLException {
        SqlStatement.of(connection, """
                        INSERT INTO datamigration.read_log (task_id, direction, system_id, history) VALUES (?, ?, ?, ?)
                        ON CONFLICT (task_id, direction) DO UPDATE SET system_id = excluded.system_id, history = excluded.history
                        """)
                .with(taskId, direction, log.systemId(), log.history())
                .update();
    }

    @Override
    public Optional<Position> reach(Connection connection) throws SQLException {
        return SqlStatement.of(connection, """
                        SELECT position::text FROM datamigration.applied WHERE task_id = ? AND direction IN (?, 'watch-' || ?)
                        UNION
                        SELECT position::text FROM datamigration.loaded_table
                         WHERE task_id = ? AND ? = 'forward' AND position IS NOT NULL
                        """)
                .with(taskId, direction, direction, taskId, direction)
                .list(row -> positions.position(row.getString(1)))
                .stream()
                .reduce(Position::later);
    }
}
