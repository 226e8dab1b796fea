package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.LogPositions;
import dev.datamigration.database.Position;
import dev.datamigration.database.checkpoint.LoadedTableStore;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Rows of {@code datamigration.loaded_table}.
 *
 * @param log positions of the log that is read
 */
record PostgresLoadedTableStore(String taskId, LogPositions log) implements LoadedTableStore {

    @Override
    public Set<TableName> names(Connection connection) throws SQLException {
        return new TreeSet<>(SqlStatement.of(
                        connection,
                        "SELECT source_schema, source_table FROM datamigration.loaded_table WHERE task_id = ?")
                .with(taskId)
                .list(row -> new TableName(row.getString(1), row.getString(2))));
    }

    @Override
    public Map<TableName, Position> positions(Connection connection) throws SQLException {
        return SqlStatement.of(connection, """
                        SELECT source_schema, source_table, position::text FROM datamigration.loaded_table
                         WHERE task_id = ? AND position IS NOT NULL
                        """)
                .with(taskId)
                .list(row ->
                        Map.entry(new TableName(row.getString(1), row.getString(2)), log.position(row.getString(3))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void moveAll(Connection connection, Position position) throws SQLException {
        SqlStatement.of(connection, "UPDATE datamigration.loaded_table SET position = ? WHERE task_id = ?")
                .with(SqlStatement.text(position.encode()), taskId)
                .update();
    }
}
