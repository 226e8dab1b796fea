package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.checkpoint.ChunkStore;
import dev.datamigration.database.load.Chunk;
import dev.datamigration.database.load.ChunkRange;
import dev.datamigration.database.load.Copied;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of {@code datamigration.chunk}. */
record PostgresChunkStore(String taskId) implements ChunkStore {
    private static final String OF_TABLE = " WHERE task_id = ? AND source_schema = ? AND source_table = ?";
    private static final String OF_CHUNK = OF_TABLE + " AND number = ?";

    private static final String ADD = """
            INSERT INTO datamigration.chunk (task_id, source_schema, source_table, number, lower_bound, upper_bound)
            VALUES (?, ?, ?, ?, ?, ?)
            """;

    private static final String TAKE = """
            SELECT source_schema, source_table, number, lower_bound, upper_bound, place FROM datamigration.chunk c
             WHERE task_id = ? AND NOT done AND place > ? AND """ + HeldBySessions.NOBODYS;

    /** Left out where there are none: the server expects little of it to pass, and would sort all chunks rather than go by their places. */
    private static final String NOT_PASSED_OVER = """
             AND (SELECT count(*) FROM ROWS FROM (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[])) passed(s, t)
                     WHERE passed.s = source_schema AND passed.t = source_table) = 0
            """;

    private static final String NEXT = " ORDER BY place LIMIT 1 FOR UPDATE OF c SKIP LOCKED";

    private static final String HOLD = "UPDATE datamigration.chunk SET " + HeldBySessions.BY_THIS_ONE + OF_CHUNK;

    private static final String HELPED = """
            SELECT source_schema, source_table, count(*), sum(rows)::bigint, sum(bytes)::bigint
              FROM datamigration.chunk WHERE task_id = ? AND done AND worker > 0 GROUP BY source_schema, source_table
            """;

    private static final String FINISH =
            "UPDATE datamigration.chunk SET done = true, copies = copies + 1, rows = ?, bytes = ?, epoch = ?, worker = ?"
                    + OF_CHUNK;

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
    public Optional<TakenChunk> take(Connection connection, long after, Collection<TableName> passedOver)
            throws SQLException {
        var next = passedOver.isEmpty()
                ? SqlStatement.of(connection, TAKE + NEXT).with(taskId, after)
                : SqlStatement.of(connection, TAKE + NOT_PASSED_OVER + NEXT)
                        .with(taskId, after, SqlStatement.schemas(passedOver), SqlStatement.names(passedOver));
        return next.first(row -> new TakenChunk(
                new TableName(row.getString(1), row.getString(2)),
                row.getInt(3),
                new ChunkRange(ChunkRange.decode(row.getString(4)), ChunkRange.decode(row.getString(5))),
                row.getLong(6)));
    }

    @Override
    public void hold(Connection connection, Chunk chunk) throws SQLException {
        ofChunk(connection, HOLD, chunk).update();
    }

    @Override
    public void giveUp(Connection connection, Chunk chunk) throws SQLException {
        ofChunk(connection, "UPDATE datamigration.chunk SET holder_pid = NULL, holder_since = NULL" + OF_CHUNK, chunk)
                .update();
    }

    @Override
    public boolean lock(Connection connection, Chunk chunk) throws SQLException {
        return ofChunk(connection, "SELECT done FROM datamigration.chunk" + OF_CHUNK + " FOR UPDATE", chunk)
                .isTrue();
    }

    private SqlStatement ofChunk(Connection connection, String sql, Chunk chunk) {
        var name = chunk.table().name();
        return SqlStatement.of(connection, sql).with(taskId, name.schema(), name.table(), chunk.number());
    }

    @Override
    public Map<TableName, HelpedTable> helped(Connection connection) throws SQLException {
        return SqlStatement.of(connection, HELPED)
                .with(taskId)
                .map(row -> Map.entry(
                        new TableName(row.getString(1), row.getString(2)),
                        new HelpedTable(row.getLong(3), row.getLong(4), row.getLong(5))));
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
