package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.checkpoint.SchemaObjectStateStore;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Rows of {@code datamigration.schema_object}. */
record PostgresSchemaObjectStateStore(String taskId) implements SchemaObjectStateStore {

    @Override
    public List<ObjectState> list(Connection connection) throws SQLException {
        return SqlStatement.of(connection, """
                        SELECT number, stage, kind, name, on_table, done, error FROM datamigration.schema_object
                         WHERE task_id = ? ORDER BY number
                        """)
                .with(taskId)
                .list(row -> new ObjectState(
                        new PlannedObject(
                                row.getInt("number"),
                                row.getString("stage"),
                                row.getString("kind"),
                                row.getString("name"),
                                row.getString("on_table"),
                                ""),
                        row.getBoolean("done"),
                        row.getString("error")));
    }

    @Override
    public void add(Connection connection, List<PlannedObject> objects) throws SQLException {
        SqlStatement.of(connection, """
                        INSERT INTO datamigration.schema_object (task_id, number, stage, kind, name, on_table, statement)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """).batch(objects, object -> new Object[] {
            taskId,
            object.number(),
            object.stage(),
            object.kind(),
            object.name(),
            SqlStatement.text(object.onTable()),
            Sql.statement(object.statement())
        });
    }

    @Override
    public void remove(Connection connection, int number) throws SQLException {
        SqlStatement.of(connection, "DELETE FROM datamigration.schema_object WHERE task_id = ? AND number = ?")
                .with(taskId, number)
                .update();
    }

    @Override
    public void done(Connection connection, Collection<Integer> numbers) throws SQLException {
        SqlStatement.of(
                        connection,
                        "UPDATE datamigration.schema_object SET done = true, error = NULL WHERE task_id = ? AND number = ANY (?)")
                .with(taskId, SqlStatement.array("int4", numbers))
                .update();
    }

    @Override
    public void refused(Connection connection, int number, String reason) throws SQLException {
        SqlStatement.of(
                        connection,
                        "UPDATE datamigration.schema_object SET done = false, error = ? WHERE task_id = ? AND number = ?")
                .with(reason, taskId, number)
                .update();
    }
}
