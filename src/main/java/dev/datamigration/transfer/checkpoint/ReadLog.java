package dev.datamigration.transfer.checkpoint;

import dev.datamigration.database.postgres.Lsn;
import dev.datamigration.database.postgres.replication.LogIdentity;
import dev.datamigration.database.postgres.replication.TimelineHistory;
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
        try (var statement = connection.prepareStatement(
                "SELECT system_id, history FROM datamigration.read_log WHERE task_id = ? AND direction = ?")) {
            statement.setString(1, taskId);
            statement.setString(2, direction);
            try (var result = statement.executeQuery()) {
                return result.next()
                        ? Optional.of(new LogIdentity(result.getString(1), TimelineHistory.parse(result.getString(2))))
                        : Optional.empty();
            }
        }
    }

    /** Notes whose log it is; must commit together with the first position, and again after each failover. */
    public void place(Connection connection, LogIdentity log) throws SQLException {
        try (var statement = connection.prepareStatement("""
                INSERT INTO datamigration.read_log (task_id, direction, system_id, history) VALUES (?, ?, ?, ?)
                ON CONFLICT (task_id, direction) DO UPDATE SET system_id = excluded.system_id, history = excluded.history
                """)) {
            statement.setString(1, taskId);
            statement.setString(2, direction);
            statement.setString(3, log.systemId());
            statement.setString(4, log.history().toString());
            statement.executeUpdate();
        }
    }

    /** The latest position of which anything is in this database; empty where there is none. */
    public Optional<Lsn> reach(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("""
                SELECT max(position)::text FROM (
                  SELECT position FROM datamigration.applied WHERE task_id = ? AND direction IN (?, 'watch-' || ?)
                  UNION ALL
                  SELECT position FROM datamigration.loaded_table WHERE task_id = ? AND ? = 'forward') AS known
                """)) {
            statement.setString(1, taskId);
            statement.setString(2, direction);
            statement.setString(3, direction);
            statement.setString(4, taskId);
            statement.setString(5, direction);
            try (var result = statement.executeQuery()) {
                result.next();
                return Optional.ofNullable(result.getString(1)).map(Lsn::parse);
            }
        }
    }
}
