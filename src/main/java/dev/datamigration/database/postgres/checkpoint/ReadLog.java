package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.LogPositions;
import dev.datamigration.database.Position;
import dev.datamigration.database.postgres.replication.LogIdentity;
import dev.datamigration.database.postgres.replication.TimelineHistory;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Whose log the positions of one direction belong to, those of loaded tables and of the watch for late writes included;
 * a row of {@code datamigration.read_log}, beside them. Nothing here begins or ends a transaction.
 *
 * @param direction as in {@code datamigration.applied.direction}
 */
public record ReadLog(String taskId, String direction) {

    /** Empty where no position is known, or those are of a version that did not note it. */
    public Optional<LogIdentity> identity(Connection connection) throws SQLException {
        return SqlStatement.of(
                        connection,
                        "SELECT system_id, history FROM datamigration.read_log WHERE task_id = ? AND direction = ?")
                .with(taskId, direction)
                .first(row -> new LogIdentity(row.getString(1), TimelineHistory.parse(row.getString(2))));
    }

    /** Notes whose log it is; must commit together with the first position, and again after each failover. */
    public void place(Connection connection, LogIdentity log) throws SQLException {
        SqlStatement.of(connection, """
                        INSERT INTO datamigration.read_log (task_id, direction, system_id, history) VALUES (?, ?, ?, ?)
                        ON CONFLICT (task_id, direction) DO UPDATE SET system_id = excluded.system_id, history = excluded.history
                        """)
                .with(taskId, direction, log.systemId(), log.history().toString())
                .update();
    }

    /**
     * The latest position of which anything is in this database; empty where there is none.
     *
     * @param positions of the log that is read
     */
    public Optional<Position> reach(Connection connection, LogPositions positions) throws SQLException {
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
