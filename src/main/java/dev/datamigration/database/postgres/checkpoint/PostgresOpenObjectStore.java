package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.checkpoint.OpenObjectStore;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Rows of {@code datamigration.schema_object} that are not done. */
record PostgresOpenObjectStore(String taskId) implements OpenObjectStore {

    @Override
    public List<OpenObject> list(Connection connection) throws SQLException {
        return SqlStatement.of(connection, """
                        SELECT number, stage, kind, name, on_table, statement, error FROM datamigration.schema_object
                         WHERE task_id = ? AND NOT done AND (stage <> 'move' OR error IS NOT NULL) ORDER BY number
                        """)
                .with(taskId)
                .list(row -> new OpenObject(
                        row.getInt("number"),
                        row.getString("stage"),
                        row.getString("kind"),
                        row.getString("name"),
                        row.getString("on_table"),
                        row.getString("statement"),
                        row.getString("error")));
    }

    @Override
    public OfTheMove ofTheMove(Connection connection) throws SQLException {
        return SqlStatement.of(connection, """
                        SELECT count(*) FILTER (WHERE kind <> 'Publication'), count(*) FILTER (WHERE kind = 'Publication')
                          FROM datamigration.schema_object WHERE task_id = ? AND NOT done AND stage = 'move'
                        """).with(taskId).one(row -> new OfTheMove(row.getLong(1), row.getLong(2)));
    }

    @Override
    public void done(Connection connection, int number) throws SQLException {
        SqlStatement.of(
                        connection,
                        "UPDATE datamigration.schema_object SET done = true, error = NULL WHERE task_id = ? AND number = ?")
                .with(taskId, number)
                .update();
    }
}
