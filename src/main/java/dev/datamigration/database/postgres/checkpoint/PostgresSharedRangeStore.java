package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.checkpoint.SharedRangeStore;
import dev.datamigration.database.compare.KeyRange;
import dev.datamigration.database.load.ChunkRange;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Rows of {@code datamigration.shared_range}. */
record PostgresSharedRangeStore(String taskId) implements SharedRangeStore {
    private static final String ADD = """
            INSERT INTO datamigration.shared_range (task_id, number, source_schema, source_table, lower_bound, upper_bound)
            VALUES (?, ?, ?, ?, ?, ?)
            """;

    private static final String FREE = """
             WHERE (task_id, number) = (
               SELECT task_id, number FROM datamigration.shared_range
                WHERE task_id = ? AND NOT done AND %s
                ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING number, source_schema, source_table, lower_bound, upper_bound
            """.formatted(HeldBySessions.NOBODYS);

    private static final String TAKE = "UPDATE datamigration.shared_range SET " + HeldBySessions.BY_THIS_ONE + FREE;

    private static final String FINISH = """
            UPDATE datamigration.shared_range SET done = true, scanned = ?, consistent = ?, suspects = ?
             WHERE task_id = ? AND number = ? AND holder_pid = pg_catalog.pg_backend_pid()
            """;

    private static final String COLLECT = """
            DELETE FROM datamigration.shared_range WHERE task_id = ? AND done RETURNING number, scanned, consistent, suspects
            """;

    @Override
    public void forget(Connection connection) throws SQLException {
        SqlStatement.of(connection, "DELETE FROM datamigration.shared_range WHERE task_id = ?")
                .with(taskId)
                .update();
    }

    @Override
    public void add(Connection connection, List<SharedRange> ranges) throws SQLException {
        SqlStatement.of(connection, ADD).batch(ranges, range -> new Object[] {
            taskId,
            range.number(),
            range.table().schema(),
            range.table().table(),
            ChunkRange.encode(range.range().lower()),
            ChunkRange.encode(range.range().upper())
        });
    }

    @Override
    public Optional<SharedRange> take(Connection connection) throws SQLException {
        return SqlStatement.of(connection, TAKE).with(taskId).first(PostgresSharedRangeStore::range);
    }

    @Override
    public Optional<SharedRange> takeBack(Connection connection) throws SQLException {
        return SqlStatement.of(connection, "DELETE FROM datamigration.shared_range" + FREE)
                .with(taskId)
                .first(PostgresSharedRangeStore::range);
    }

    private static SharedRange range(ResultSet row) throws SQLException {
        return new SharedRange(
                row.getLong(1),
                new TableName(row.getString(2), row.getString(3)),
                new KeyRange(ChunkRange.decode(row.getString(4)), ChunkRange.decode(row.getString(5))));
    }

    @Override
    public void finish(Connection connection, RangeResult result) throws SQLException {
        var suspects = result.suspects().stream().map(ChunkRange::encode).toList();
        SqlStatement.of(connection, FINISH)
                .with(result.scanned(), result.consistent(), String.join("\n", suspects), taskId, result.number())
                .update();
    }

    @Override
    public List<RangeResult> collect(Connection connection) throws SQLException {
        return SqlStatement.of(connection, COLLECT)
                .with(taskId)
                .list(row -> new RangeResult(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getString(4).lines().map(ChunkRange::decode).toList()));
    }
}
