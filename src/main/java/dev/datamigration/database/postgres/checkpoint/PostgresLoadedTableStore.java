package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.LogPositions;
import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.checkpoint.LoadedTableStore;
import dev.datamigration.database.checkpoint.TableCheckpoint;
import dev.datamigration.database.load.ColumnPair;
import dev.datamigration.database.load.Copied;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
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
    private static final String OF_TABLE = " WHERE task_id = ? AND source_schema = ? AND source_table = ?";

    private static final String ALL = """
            SELECT t.source_schema, t.source_table, t.columns, f.file, t.position::text, t.planned, t.complete,
                   count(c.number) AS chunks, count(c.number) FILTER (WHERE c.done) AS chunks_done,
                   coalesce(sum(c.rows), 0)::bigint AS rows, coalesce(sum(c.bytes), 0)::bigint AS bytes
              FROM datamigration.loaded_table t
              LEFT JOIN datamigration.chunk c USING (task_id, source_schema, source_table)
              LEFT JOIN datamigration.table_file f USING (task_id, source_schema, source_table)
             WHERE t.task_id = ?
             GROUP BY t.task_id, t.source_schema, t.source_table, f.file
             ORDER BY t.source_schema, t.source_table
            """;

    private static final String PLAN = """
            INSERT INTO datamigration.loaded_table (task_id, source_schema, source_table, columns) VALUES (?, ?, ?, ?)
            """;

    private static final List<String> OF_A_TABLE = List.of("chunk", "table_file", "loaded_table");

    private static final String JOIN = """
            INSERT INTO datamigration.loaded_table
              (task_id, source_schema, source_table, position, planned, complete) VALUES (?, ?, ?, ?, true, true)
            ON CONFLICT DO NOTHING
            """;

    private static final String FILE = """
            INSERT INTO datamigration.table_file (task_id, source_schema, source_table, file) VALUES (?, ?, ?, ?)
            """;

    private static final String MOVE = """
            UPDATE datamigration.loaded_table SET position = ?
              FROM ROWS FROM (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[])) named(s, t)
             WHERE task_id = ? AND source_schema = named.s AND source_table = named.t
            """;

    private static final String COMPLETE_WHOLE = """
            UPDATE datamigration.loaded_table SET planned = true, complete = true
              FROM ROWS FROM (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[])) named(s, t)
             WHERE task_id = ? AND source_schema = named.s AND source_table = named.t AND NOT planned
            """;

    private static final String ONE_CHUNK = """
            INSERT INTO datamigration.chunk
              (task_id, source_schema, source_table, number, done, copies, rows, bytes, epoch, worker)
            VALUES (?, ?, ?, 0, true, 1, ?, ?, ?, 0)
            """;

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
                .map(row ->
                        Map.entry(new TableName(row.getString(1), row.getString(2)), log.position(row.getString(3))));
    }

    @Override
    public void moveAll(Connection connection, Position position) throws SQLException {
        SqlStatement.of(connection, "UPDATE datamigration.loaded_table SET position = ? WHERE task_id = ?")
                .with(SqlStatement.text(position.encode()), taskId)
                .update();
    }

    @Override
    public List<TableCheckpoint> all(Connection connection) throws SQLException {
        return SqlStatement.of(connection, ALL).with(taskId).list(this::checkpoint);
    }

    private TableCheckpoint checkpoint(ResultSet row) throws SQLException {
        var position = row.getString("position");
        return new TableCheckpoint(
                new TableName(row.getString("source_schema"), row.getString("source_table")),
                ColumnPair.decode(row.getString("columns")),
                row.getObject("file", Long.class),
                position == null ? null : log.position(position),
                row.getBoolean("planned"),
                row.getBoolean("complete"),
                row.getLong("chunks"),
                row.getLong("chunks_done"),
                row.getLong("rows"),
                row.getLong("bytes"));
    }

    @Override
    public void plan(Connection connection, Collection<LoadTable> tables) throws SQLException {
        for (var forgotten : OF_A_TABLE) {
            SqlStatement.of(connection, "DELETE FROM datamigration." + forgotten + " WHERE task_id = ?")
                    .with(taskId)
                    .update();
        }
        SqlStatement.of(connection, PLAN).batch(tables, table ->
                new Object[] {taskId, table.name().schema(), table.name().table(), ColumnPair.encode(table.columns())});
        noteFiles(connection, tables);
    }

    private void noteFiles(Connection connection, Collection<LoadTable> tables) throws SQLException {
        var cut = tables.stream().filter(LoadTable::byBlocks).toList();
        SqlStatement.of(connection, FILE).batch(cut, table ->
                new Object[] {taskId, table.name().schema(), table.name().table(), table.file()});
    }

    @Override
    public void planAgain(Connection connection, LoadTable table) throws SQLException {
        ofTable(connection, "DELETE FROM datamigration.chunk", table.name());
        ofTable(connection, "DELETE FROM datamigration.table_file", table.name());
        noteFiles(connection, List.of(table));
        ofTable(connection, "UPDATE datamigration.loaded_table SET planned = false", table.name());
    }

    @Override
    public void move(Connection connection, Map<TableName, Position> positions) throws SQLException {
        var tables = positions.keySet().stream().collect(Collectors.groupingBy(positions::get));
        for (var position : tables.entrySet()) {
            SqlStatement.of(connection, MOVE)
                    .with(
                            SqlStatement.text(position.getKey().encode()),
                            SqlStatement.schemas(position.getValue()),
                            SqlStatement.names(position.getValue()),
                            taskId)
                    .update();
        }
    }

    @Override
    public void complete(Connection connection, TableName table) throws SQLException {
        ofTable(connection, "UPDATE datamigration.loaded_table SET complete = true", table);
    }

    @Override
    public void completeWhole(Connection connection, Map<LoadTable, Copied> tables, RunScope by) throws SQLException {
        var names = tables.keySet().stream().map(LoadTable::name).toList();
        var completed = SqlStatement.of(connection, COMPLETE_WHOLE)
                .with(SqlStatement.schemas(names), SqlStatement.names(names), taskId)
                .update();
        if (completed != tables.size()) {
            throw new IllegalStateException("a table that is loaded whole was planned before");
        }
        SqlStatement.of(connection, ONE_CHUNK).batch(tables.entrySet(), loaded -> {
            var name = loaded.getKey().name();
            var copied = loaded.getValue();
            return new Object[] {taskId, name.schema(), name.table(), copied.rows(), copied.bytes(), by.epoch()};
        });
    }

    @Override
    public void leaveToLog(Connection connection, LoadTable table, Position position) throws SQLException {
        ofTable(connection, "DELETE FROM datamigration.chunk", table.name());
        new PostgresPieceStore(taskId).end(connection, table.table());
        move(connection, Map.of(table.name(), position));
        ofTable(connection, "UPDATE datamigration.loaded_table SET planned = true, complete = true", table.name());
    }

    @Override
    public void join(Connection connection, TableName table, Position position) throws SQLException {
        SqlStatement.of(connection, JOIN)
                .with(taskId, table.schema(), table.table(), SqlStatement.text(position.encode()))
                .update();
    }

    @Override
    public void rename(Connection connection, TableName from, TableName to) throws SQLException {
        for (var named : OF_A_TABLE) {
            SqlStatement.of(
                            connection,
                            "UPDATE datamigration." + named + " SET source_schema = ?, source_table = ?" + OF_TABLE)
                    .with(to.schema(), to.table(), taskId, from.schema(), from.table())
                    .update();
        }
    }

    @Override
    public void leave(Connection connection, TableName table) throws SQLException {
        for (var named : OF_A_TABLE) {
            ofTable(connection, "DELETE FROM datamigration." + named, table);
        }
    }

    private void ofTable(Connection connection, String change, TableName table) throws SQLException {
        SqlStatement.of(connection, change + OF_TABLE)
                .with(taskId, table.schema(), table.table())
                .update();
    }
}
