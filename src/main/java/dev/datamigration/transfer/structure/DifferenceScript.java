package dev.datamigration.transfer.structure;

import dev.datamigration.database.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Keeps all differences on the target, however many there are, in {@code datamigration.schema_difference}. */
final class DifferenceScript {
    private final String taskId;

    DifferenceScript(String taskId) {
        this.taskId = taskId;
    }

    /** The query that prints the statements in their order. */
    String query() {
        return "On the target: SELECT statement FROM datamigration.schema_difference WHERE task_id = "
                + Sql.literal(taskId) + " AND statement IS NOT NULL ORDER BY number";
    }

    /** Replaces what an earlier comparison kept, in the caller's transaction. */
    void write(Connection target, List<Difference> differences) throws SQLException {
        try (var statement = target.prepareStatement("DELETE FROM datamigration.schema_difference WHERE task_id = ?")) {
            statement.setString(1, taskId);
            statement.executeUpdate();
        }
        insert(target, differences);
    }

    private void insert(Connection target, List<Difference> differences) throws SQLException {
        try (var statement = target.prepareStatement("""
                INSERT INTO datamigration.schema_difference (task_id, number, changed, kind, name, difference, statement)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)) {
            var number = 0;
            for (var difference : differences) {
                statement.setString(1, taskId);
                statement.setInt(2, ++number);
                statement.setBoolean(3, difference.changed());
                statement.setString(4, difference.kind());
                statement.setString(5, difference.name());
                statement.setString(6, difference.message());
                statement.setString(7, difference.sql());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
