package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.Position;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/**
 * What the target remembers of many tables that a task loads; begins and ends no transaction.
 *
 * @param taskId of the task
 * @param epoch of the worker
 */
public record WholeTableCheckpoints(String taskId, long epoch) {
    private static final String COMPLETE = """
            UPDATE datamigration.loaded_table SET planned = true, complete = true
              FROM ROWS FROM (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[])) named(s, t)
             WHERE task_id = ? AND source_schema = named.s AND source_table = named.t AND NOT planned
            """;

    private static final String CHUNK = """
            INSERT INTO datamigration.chunk
              (task_id, source_schema, source_table, number, done, copies, rows, bytes, epoch, worker)
            VALUES (?, ?, ?, 0, true, 1, ?, ?, ?, 0)
            """;

    private static final String POSITION = """
            UPDATE datamigration.loaded_table SET position = ?::pg_lsn
              FROM ROWS FROM (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[])) named(s, t)
             WHERE task_id = ? AND source_schema = named.s AND source_table = named.t
            """;

    /** What was copied of a table. */
    public record Loaded(TableName table, long rows, long bytes) {}

    /**
     * Says that tables of which nothing was planned are loaded, as one chunk each, in the transaction that wrote their rows.
     *
     * @throws IllegalStateException if anything of one of them was planned already
     */
    public void complete(Connection target, Collection<Loaded> tables) throws SQLException {
        var names = tables.stream().map(Loaded::table).toList();
        var completed = SqlStatement.of(target, COMPLETE)
                .with(SqlStatement.schemas(names), SqlStatement.names(names), taskId)
                .update();
        if (completed != tables.size()) {
            throw new IllegalStateException("a table that is loaded whole was planned before");
        }
        SqlStatement.of(target, CHUNK).batch(tables, loaded -> new Object[] {
            taskId, loaded.table().schema(), loaded.table().table(), loaded.rows(), loaded.bytes(), epoch
        });
    }

    /** Says as of which position the finished chunks of these tables of a task stand. */
    public static void setPosition(Connection target, String taskId, Collection<TableName> tables, Position position)
            throws SQLException {
        SqlStatement.of(target, POSITION)
                .with(position.encode(), SqlStatement.schemas(tables), SqlStatement.names(tables), taskId)
                .update();
    }
}
