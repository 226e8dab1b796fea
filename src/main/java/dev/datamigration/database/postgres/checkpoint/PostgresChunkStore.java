package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.checkpoint.ChunkStore;
import dev.datamigration.database.load.Chunk;
import dev.datamigration.database.load.ChunkRange;
import dev.datamigration.database.load.Copied;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Rows of {@code datamigration.chunk}. */
record PostgresChunkStore(String taskId) implements ChunkStore {
    private static final String OF_TABLE = " WHERE task_id = ? AND source_schema = ? AND source_table = ?";

    private static final String ADD = """
            INSERT INTO datamigration.chunk (task_id, source_schema, source_table, number, lower_bound, upper_bound)
            VALUES (?, ?, ?, ?, ?, ?)
            """;

    private static final String CLAIM =
            "SELECT done, rows, bytes FROM datamigration.chunk" + OF_TABLE + " AND number = ? FOR UPDATE";

    private static final String FINISH =
            "UPDATE datamigration.chunk SET done = true, copies = copies + 1, rows = ?, bytes = ?, epoch = ?, worker = ?"
                    + OF_TABLE + " AND number = ?";

    @Override
    public void add(Connection connection, Chunk chunk, boolean last) throws SQLException {
        var name = chunk.table().name();
        SqlStatement.of(connection, ADD)
                .with(
                        taskId,
                        name.schema(),
                        name.table(),
                        chunk.number(),
                        ChunkRange.encode(chunk.range().lower()),
                        ChunkRange.encode(chunk.range().upper()))
                .update();
        if (last) {
            SqlStatement.of(connection, "UPDATE datamigration.loaded_table SET planned = true" + OF_TABLE)
                    .with(taskId, name.schema(), name.table())
                    .update();
        }
    }

    @Override
    public List<Chunk> unfinished(Connection connection, LoadTable table, int afterNumber, int limit)
            throws SQLException {
        return chunks(connection, table, "NOT done AND number > " + afterNumber + " ORDER BY number LIMIT " + limit);
    }

    @Override
    public List<Chunk> finished(Connection connection, LoadTable table) throws SQLException {
        return chunks(connection, table, "done ORDER BY number");
    }

    @Override
    public Optional<Chunk> last(Connection connection, LoadTable table) throws SQLException {
        return chunks(connection, table, "true ORDER BY number DESC LIMIT 1").stream()
                .findFirst();
    }

    private List<Chunk> chunks(Connection connection, LoadTable table, String condition) throws SQLException {
        return SqlStatement.of(
                        connection,
                        "SELECT number, lower_bound, upper_bound FROM datamigration.chunk" + OF_TABLE + " AND "
                                + condition)
                .with(taskId, table.name().schema(), table.name().table())
                .list(row -> new Chunk(
                        table,
                        row.getInt(1),
                        new ChunkRange(ChunkRange.decode(row.getString(2)), ChunkRange.decode(row.getString(3)))));
    }

    @Override
    public Optional<Copied> claim(Connection connection, Chunk chunk) throws SQLException {
        var name = chunk.table().name();
        return SqlStatement.of(connection, CLAIM)
                .with(taskId, name.schema(), name.table(), chunk.number())
                .first(row -> row.getBoolean(1)
                        ? Optional.of(new Copied(row.getLong(2), row.getLong(3)))
                        : Optional.<Copied>empty())
                .orElseThrow(() -> new IllegalStateException(chunk + " is not planned"));
    }

    @Override
    public void finish(Connection connection, Chunk chunk, Copied copied, RunScope by) throws SQLException {
        var name = chunk.table().name();
        SqlStatement.of(connection, FINISH)
                .with(
                        copied.rows(),
                        copied.bytes(),
                        by.epoch(),
                        by.helping() == null ? 0 : by.helping().number(),
                        taskId,
                        name.schema(),
                        name.table(),
                        chunk.number())
                .update();
    }
}
