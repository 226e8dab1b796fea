package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.LogPositions;
import dev.datamigration.database.Position;
import dev.datamigration.database.SubTask;
import dev.datamigration.database.checkpoint.ObjectChangeStore;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Rows of {@code datamigration.added_table} and {@code left_table}, and those that a sub-task has in all others. */
record PostgresObjectChangeStore(String taskId, LogPositions positions) implements ObjectChangeStore {
    private static final String FORWARD = "forward";

    /** What stands by itself under another ID, in an order in which foreign keys hold. */
    private static final List<String> MOVED = List.of("loaded_table", "table_file", "chunk", "target_table");

    private static final String APPLIED = """
            UPDATE datamigration.applied own
               SET inserts = own.inserts + part.inserts, updates = own.updates + part.updates, deletes = own.deletes + part.deletes,
                   truncates = own.truncates + part.truncates, conflicts = own.conflicts + part.conflicts,
                   skipped = own.skipped + part.skipped
              FROM datamigration.applied part
             WHERE own.task_id = ? AND part.task_id = ? AND own.direction = ? AND part.direction = own.direction
            """;

    private static final String MADE = """
            UPDATE datamigration.schema_object own SET done = true, error = NULL FROM datamigration.schema_object part
             WHERE own.task_id = ? AND part.task_id = ? AND part.kind = own.kind AND part.name = own.name
               AND part.on_table IS NOT DISTINCT FROM own.on_table AND part.done AND NOT own.done
            """;

    private static final String NEW = """
            INSERT INTO datamigration.schema_object (task_id, number, stage, kind, name, on_table, statement, done, error)
            SELECT ?, (SELECT coalesce(max(number), 0) FROM datamigration.schema_object WHERE task_id = ?)
                        + row_number() OVER (ORDER BY part.number),
                   part.stage, part.kind, part.name, part.on_table, part.statement, part.done, part.error
              FROM datamigration.schema_object part
             WHERE part.task_id = ? AND NOT EXISTS (
                   SELECT FROM datamigration.schema_object own
                    WHERE own.task_id = ? AND part.kind = own.kind AND part.name = own.name
                      AND part.on_table IS NOT DISTINCT FROM own.on_table)
            """;

    private static final String COPY_OBJECTS = """
            INSERT INTO datamigration.schema_object (task_id, number, stage, kind, name, on_table, statement, done, error)
            SELECT ?, number, stage, kind, name, on_table, statement, done, error
              FROM datamigration.schema_object WHERE task_id = ?
            """;

    private static final String LEAVE = """
            INSERT INTO datamigration.left_table (task_id, source_schema, source_table, loaded) VALUES (?, ?, ?, ?)
            ON CONFLICT (task_id, source_schema, source_table) DO UPDATE SET loaded = left_table.loaded OR excluded.loaded
            """;

    @Override
    public Optional<Addition> addition(Connection connection) throws SQLException {
        var subTask = SqlStatement.of(
                        connection, "SELECT sub_task FROM datamigration.added_table WHERE task_id = ? LIMIT 1")
                .with(taskId)
                .first(row -> row.getString(1));
        return subTask.isEmpty()
                ? Optional.empty()
                : Optional.of(new Addition(subTask.get(), tables(connection, subTask.get())));
    }

    private List<AddedTable> tables(Connection connection, String subTask) throws SQLException {
        return SqlStatement.of(connection, """
                        SELECT source_schema, source_table, target_schema, target_table, made, holds_rows
                          FROM datamigration.added_table WHERE task_id = ? AND sub_task = ? ORDER BY 1, 2
                        """)
                .with(taskId, subTask)
                .list(row -> new AddedTable(
                        new TableName(row.getString(1), row.getString(2)),
                        new TableName(row.getString(3), row.getString(4)),
                        row.getBoolean(5),
                        row.getBoolean(6)));
    }

    @Override
    public List<String> subTasks(Connection connection) throws SQLException {
        return SqlStatement.of(
                        connection,
                        "SELECT task_id FROM datamigration.task WHERE pg_catalog.starts_with(task_id, ?) ORDER BY 1")
                .with(taskId + SubTask.SEPARATOR)
                .list(row -> row.getString(1));
    }

    @Override
    public void begin(Connection connection, Addition addition) throws SQLException {
        SqlStatement.of(connection, """
                        INSERT INTO datamigration.added_table
                          (task_id, sub_task, source_schema, source_table, target_schema, target_table, made, holds_rows)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        """).batch(addition.tables(), table -> new Object[] {
            taskId,
            addition.subTask(),
            table.source().schema(),
            table.source().table(),
            table.target().schema(),
            table.target().table(),
            table.made(),
            table.holdsRows()
        });
        SqlStatement.of(connection, COPY_OBJECTS)
                .with(addition.subTask(), taskId)
                .update();
    }

    @Override
    public Set<TableName> apart(Connection connection) throws SQLException {
        return new TreeSet<>(SqlStatement.of(connection, """
                        SELECT source_schema, source_table FROM datamigration.added_table WHERE task_id = ?
                        UNION
                        SELECT source_schema, source_table FROM datamigration.left_table WHERE task_id = ?
                        """)
                .with(taskId, taskId)
                .list(row -> new TableName(row.getString(1), row.getString(2))));
    }

    @Override
    public Set<TableName> left(Connection connection) throws SQLException {
        return new TreeSet<>(SqlStatement.of(
                        connection,
                        "SELECT source_schema, source_table FROM datamigration.left_table WHERE task_id = ? AND loaded")
                .with(taskId)
                .list(row -> new TableName(row.getString(1), row.getString(2))));
    }

    @Override
    public void integrate(Connection connection, String subTask, Position position) throws SQLException {
        new PostgresLoadedTableStore(subTask, positions).moveAll(connection, position);
        SqlStatement.of(connection, """
                        DELETE FROM datamigration.left_table own USING datamigration.loaded_table part
                         WHERE own.task_id = ? AND part.task_id = ? AND part.source_schema = own.source_schema
                           AND part.source_table = own.source_table
                        """).with(taskId, subTask).update();
        for (var table : MOVED) {
            SqlStatement.of(connection, "UPDATE datamigration." + table + " SET task_id = ? WHERE task_id = ?")
                    .with(taskId, subTask)
                    .update();
        }
        SqlStatement.of(connection, APPLIED).with(taskId, subTask, FORWARD).update();
        SqlStatement.of(connection, MADE).with(taskId, subTask).update();
        SqlStatement.of(connection, NEW).with(taskId, taskId, subTask, taskId).update();
        forget(connection, subTask);
    }

    @Override
    public void withdraw(Connection connection, String subTask) throws SQLException {
        SqlStatement.of(connection, LEAVE).batch(tables(connection, subTask), table ->
                new Object[] {taskId, table.source().schema(), table.source().table(), false});
        forget(connection, subTask);
    }

    /** Table by table: in a session that begins as a replica no foreign key does it. */
    private void forget(Connection connection, String subTask) throws SQLException {
        SqlStatement.of(connection, "DELETE FROM datamigration.added_table WHERE task_id = ? AND sub_task = ?")
                .with(taskId, subTask)
                .update();
        var tables = SqlStatement.of(connection, """
                        SELECT conrelid::pg_catalog.regclass::text FROM pg_catalog.pg_constraint
                         WHERE confrelid = 'datamigration.task'::pg_catalog.regclass
                           AND connamespace = 'datamigration'::pg_catalog.regnamespace
                        """).list(row -> row.getString(1));
        for (var table : tables) {
            SqlStatement.of(connection, "DELETE FROM " + table + " WHERE task_id = ?")
                    .with(subTask)
                    .update();
        }
        SqlStatement.of(connection, "DELETE FROM datamigration.task WHERE task_id = ?")
                .with(subTask)
                .update();
    }

    @Override
    public void remove(Connection connection, Collection<LeavingTable> tables) throws SQLException {
        for (var kept :
                List.of("chunk", "table_file", "partial_copy", "compared_table", "difference", "loaded_table")) {
            SqlStatement.of(
                            connection,
                            "DELETE FROM datamigration." + kept
                                    + " WHERE task_id = ? AND source_schema = ? AND source_table = ?")
                    .batch(tables, table -> new Object[] {
                        taskId, table.source().schema(), table.source().table()
                    });
        }
        new PostgresClaimedTableStore(taskId)
                .leave(connection, tables.stream().map(LeavingTable::target).toList());
        SqlStatement.of(connection, LEAVE).batch(tables, table ->
                new Object[] {taskId, table.source().schema(), table.source().table(), true});
    }
}
