package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.Position;
import dev.datamigration.database.checkpoint.UnverifiedRows;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A row of {@code datamigration.unverified}.
 *
 * @param direction as in {@code datamigration.applied.direction}
 */
record PostgresUnverifiedRows(String taskId, String direction) implements UnverifiedRows {

    @Override
    public Optional<Instant> since(Connection connection) throws SQLException {
        return SqlStatement.of(
                        connection, "SELECT since FROM datamigration.unverified WHERE task_id = ? AND direction = ?")
                .with(taskId, direction)
                .first(row -> SqlStatement.instant(row, 1));
    }

    @Override
    public void place(Connection connection, Position from) throws SQLException {
        SqlStatement.of(connection, """
                        INSERT INTO datamigration.unverified (task_id, direction, position) VALUES (?, ?, ?)
                        ON CONFLICT (task_id, direction) DO UPDATE SET position = excluded.position
                        """)
                .with(taskId, direction, SqlStatement.text(from.encode()))
                .update();
        for (var found : List.of("compared_table", "difference")) {
            SqlStatement.of(connection, "DELETE FROM datamigration." + found + " WHERE task_id = ?")
                    .with(taskId)
                    .update();
        }
    }

    @Override
    public void remove(Connection connection) throws SQLException {
        SqlStatement.of(connection, "DELETE FROM datamigration.unverified WHERE task_id = ? AND direction = ?")
                .with(taskId, direction)
                .update();
    }
}
