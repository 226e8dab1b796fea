package dev.datamigration.transfer.full.table;

import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.checkpoint.TableCheckpoint;
import dev.datamigration.database.load.Chunk;
import dev.datamigration.database.load.ChunkRange;
import dev.datamigration.database.load.ColumnPair;
import dev.datamigration.database.load.Copied;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.postgres.checkpoint.PieceCheckpoints;
import dev.datamigration.database.postgres.checkpoint.WholeTableCheckpoints;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the target remembers of the load of one task's tables. Nothing here begins or ends a transaction. */
public final class LoadCheckpoints {
    private final String taskId;

    public LoadCheckpoints(String taskId) {
        this.taskId = taskId;
    }

    /** Every planned table, by name. */
    public List<TableCheckpoint> tables(Connection target) throws SQLException {
        try (var statement = target.prepareStatement("""
                SELECT t.source_schema, t.source_table, t.columns, t.position::text, t.planned, t.complete,
                       count(c.number) AS chunks, count(c.number) FILTER (WHERE c.done) AS chunks_done,
                       coalesce(sum(c.rows), 0)::bigint AS rows, coalesce(sum(c.bytes), 0)::bigint AS bytes
                  FROM datamigration.loaded_table t
                  LEFT JOIN datamigration.chunk c USING (task_id, source_schema, source_table)
                 WHERE t.task_id = ?
                 GROUP BY t.task_id, t.source_schema, t.source_table
                 ORDER BY t.source_schema, t.source_table
                """)) {
            statement.setString(1, taskId);
            try (var result = statement.executeQuery()) {
                var tables = new ArrayList<TableCheckpoint>();
                while (result.next()) {
                    tables.add(table(result));
                }
                return tables;
            }
        }
    }

    private static TableCheckpoint table(ResultSet result) throws SQLException {
        var position = result.getString("position");
        return new TableCheckpoint(
                new TableName(result.getString("source_schema"), result.getString("source_table")),
                ColumnPair.decode(result.getString("columns")),
                position == null ? null : Lsn.parse(position),
                result.getBoolean("planned"),
                result.getBoolean("complete"),
                result.getLong("chunks"),
                result.getLong("chunks_done"),
                result.getLong("rows"),
                result.getLong("bytes"));
    }

    /** Returns whether rows of a table are there of which no chunk is finished. */
    public boolean inPieces(Connection target) throws SQLException {
        return new PieceCheckpoints(taskId).exist(target);
    }

    /** Returns whether the incremental synchronisation has committed anything. */
    public boolean applied(Connection target) throws SQLException {
        try (var statement = target.prepareStatement(
                "SELECT 1 FROM datamigration.applied WHERE task_id = ? AND direction = 'forward'")) {
            statement.setString(1, taskId);
            try (var result = statement.executeQuery()) {
                return result.next();
            }
        }
    }

    /** Plans these tables and no other; whatever was planned before is forgotten. */
    public void plan(Connection target, Collection<LoadTable> tables) throws SQLException {
        for (var forgotten : List.of("chunk", "loaded_table")) {
            try (var statement =
                    target.prepareStatement("DELETE FROM datamigration." + forgotten + " WHERE task_id = ?")) {
                statement.setString(1, taskId);
                statement.executeUpdate();
            }
        }
        try (var statement = target.prepareStatement("INSERT INTO datamigration.loaded_table"
                + " (task_id, source_schema, source_table, columns) VALUES (?, ?, ?, ?)")) {
            for (var table : tables) {
                identify(statement, table.name());
                statement.setString(4, ColumnPair.encode(table.columns()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Adds a chunk; with the last one the table is planned. */
    public void addChunk(Connection target, Chunk chunk, boolean last) throws SQLException {
        try (var statement = target.prepareStatement("INSERT INTO datamigration.chunk"
                + " (task_id, source_schema, source_table, number, lower_bound, upper_bound)"
                + " VALUES (?, ?, ?, ?, ?, ?)")) {
            identify(statement, chunk.table().name());
            statement.setInt(4, chunk.number());
            statement.setString(5, ChunkRange.encode(chunk.range().lower()));
            statement.setString(6, ChunkRange.encode(chunk.range().upper()));
            statement.executeUpdate();
        }
        if (last) {
            mark(target, chunk.table().name(), "planned");
        }
    }

    /** Chunks of a table that are not finished, by number, at most {@code limit}. */
    public List<Chunk> unfinished(Connection target, LoadTable table, int afterNumber, int limit) throws SQLException {
        return chunks(target, table, "NOT done AND number > " + afterNumber + " ORDER BY number LIMIT " + limit);
    }

    /** Finished chunks of a table, by number. */
    public List<Chunk> finished(Connection target, LoadTable table) throws SQLException {
        return chunks(target, table, "done ORDER BY number");
    }

    /** The chunk that was planned last, as a list of none or one. */
    public List<Chunk> last(Connection target, LoadTable table) throws SQLException {
        return chunks(target, table, "true ORDER BY number DESC LIMIT 1");
    }

    private List<Chunk> chunks(Connection target, LoadTable table, String condition) throws SQLException {
        try (var statement = target.prepareStatement("SELECT number, lower_bound, upper_bound FROM datamigration.chunk"
                + " WHERE task_id = ? AND source_schema = ? AND source_table = ? AND " + condition)) {
            identify(statement, table.name());
            try (var result = statement.executeQuery()) {
                var chunks = new ArrayList<Chunk>();
                while (result.next()) {
                    var range = new ChunkRange(
                            ChunkRange.decode(result.getString(2)), ChunkRange.decode(result.getString(3)));
                    chunks.add(new Chunk(table, result.getInt(1), range));
                }
                return chunks;
            }
        }
    }

    /**
     * Takes a chunk for this transaction alone, waiting for another that has it.
     *
     * @return what was copied of it before, if it is finished
     */
    public Optional<Copied> claim(Connection target, Chunk chunk) throws SQLException {
        try (var statement = target.prepareStatement("SELECT done, rows, bytes FROM datamigration.chunk"
                + " WHERE task_id = ? AND source_schema = ? AND source_table = ? AND number = ? FOR UPDATE")) {
            identify(statement, chunk.table().name());
            statement.setInt(4, chunk.number());
            try (var result = statement.executeQuery()) {
                if (!result.next()) {
                    throw new IllegalStateException(chunk + " is not planned");
                }
                return result.getBoolean(1)
                        ? Optional.of(new Copied(result.getLong(2), result.getLong(3)))
                        : Optional.empty();
            }
        }
    }

    /** Says that a chunk is finished, in the transaction that wrote its rows. */
    public void finish(Connection target, Chunk chunk, Copied copied, RunScope by) throws SQLException {
        try (var statement = target.prepareStatement("UPDATE datamigration.chunk"
                + " SET done = true, copies = copies + 1, rows = ?, bytes = ?, epoch = ?, worker = ?"
                + " WHERE task_id = ? AND source_schema = ? AND source_table = ? AND number = ?")) {
            statement.setLong(1, copied.rows());
            statement.setLong(2, copied.bytes());
            statement.setLong(3, by.epoch());
            statement.setInt(4, by.helping() == null ? 0 : by.helping().number());
            statement.setString(5, taskId);
            statement.setString(6, chunk.table().name().schema());
            statement.setString(7, chunk.table().name().table());
            statement.setInt(8, chunk.number());
            statement.executeUpdate();
        }
    }

    /** Says that a table is loaded. */
    public void complete(Connection target, TableName table) throws SQLException {
        mark(target, table, "complete");
    }

    /** Says that a table is loaded, without a row, as of a position; its chunks are forgotten. */
    public void leaveToLog(Connection target, TableName table, Position position) throws SQLException {
        try (var statement = target.prepareStatement(
                "DELETE FROM datamigration.chunk WHERE task_id = ? AND source_schema = ? AND source_table = ?")) {
            identify(statement, table);
            statement.executeUpdate();
        }
        new PieceCheckpoints(taskId).end(target, table);
        WholeTableCheckpoints.setPosition(target, taskId, List.of(table), position);
        mark(target, table, "planned");
        complete(target, table);
    }

    private void mark(Connection target, TableName table, String flag) throws SQLException {
        try (var statement = target.prepareStatement("UPDATE datamigration.loaded_table SET " + flag
                + " = true WHERE task_id = ? AND source_schema = ? AND source_table = ?")) {
            identify(statement, table);
            statement.executeUpdate();
        }
    }

    private void identify(PreparedStatement statement, TableName table) throws SQLException {
        statement.setString(1, taskId);
        statement.setString(2, table.schema());
        statement.setString(3, table.table());
    }
}
