package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.database.LogPositions;
import dev.datamigration.database.checkpoint.LateMarker;
import dev.datamigration.database.checkpoint.LateWriteStore;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The tables {@code late_marker}, {@code late_write} and {@code late_row}.
 *
 * @param side that the direction reads
 * @param positions of the log that is read
 */
record PostgresLateWriteStore(String taskId, String direction, Side side, LogPositions positions)
        implements LateWriteStore {
    private static final String COUNT = """
            INSERT INTO datamigration.late_write AS l (task_id, round, side, table_schema, table_name, operation, carried,
              count, first_at, last_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (task_id, round, side, table_schema, table_name, operation, carried) DO UPDATE SET
              count = l.count + excluded.count, first_at = least(l.first_at, excluded.first_at),
              last_at = greatest(l.last_at, excluded.last_at)
            """;

    private static final String KEEP = """
            WITH known AS (SELECT coalesce(max(number), 0) AS number FROM datamigration.late_row
                            WHERE task_id = ? AND round = ? AND side = ?)
            INSERT INTO datamigration.late_row (task_id, round, side, number, table_schema, table_name, operation, carried,
              committed_at, content)
            SELECT ?, ?, ?, known.number + r.number, r.table_schema, r.table_name, r.operation, ?,
                   r.committed_at::pg_catalog.timestamptz, r.content
              FROM known, ROWS FROM (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[]),
                     pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[]))
                   WITH ORDINALITY AS r(table_schema, table_name, operation, committed_at, content, number)
             WHERE known.number + r.number <= ?
            """;

    private static final String TOTALS = """
            SELECT round, side, table_schema || '.' || table_name AS name,
                   coalesce(sum(count) FILTER (WHERE carried), 0)::bigint AS carried,
                   coalesce(sum(count) FILTER (WHERE NOT carried), 0)::bigint AS stranded,
                   min(first_at) AS first_at, max(last_at) AS last_at
              FROM datamigration.late_write WHERE task_id = ?
             GROUP BY round, side, table_schema, table_name
             ORDER BY round, side, table_schema, table_name
            """;

    @Override
    public Optional<LateMarker> marker(Connection connection) throws SQLException {
        return SqlStatement.of(
                        connection,
                        "SELECT round, position::text FROM datamigration.late_marker WHERE task_id = ? AND direction = ?")
                .with(taskId, direction)
                .first(row -> new LateMarker(row.getInt(1), positions.position(row.getString(2))));
    }

    @Override
    public void place(Connection connection, LateMarker marker) throws SQLException {
        SqlStatement.of(connection, """
                        INSERT INTO datamigration.late_marker (task_id, direction, round, position) VALUES (?, ?, ?, ?)
                        ON CONFLICT (task_id, direction) DO UPDATE SET round = excluded.round, position = excluded.position
                        """)
                .with(
                        taskId,
                        direction,
                        marker.round(),
                        SqlStatement.text(marker.position().encode()))
                .update();
    }

    @Override
    public void removeMarker(Connection connection) throws SQLException {
        SqlStatement.of(connection, "DELETE FROM datamigration.late_marker WHERE task_id = ? AND direction = ?")
                .with(taskId, direction)
                .update();
    }

    @Override
    public void count(Connection connection, Origin origin, Map<Key, Count> counts) throws SQLException {
        for (var entry : counts.entrySet()) {
            var key = entry.getKey();
            var count = entry.getValue();
            SqlStatement.of(connection, COUNT)
                    .with(
                            taskId,
                            origin.round(),
                            side.name(),
                            key.table().schema(),
                            key.table().table(),
                            key.operation().name(),
                            origin.carried(),
                            count.count(),
                            count.first(),
                            count.last())
                    .update();
        }
    }

    @Override
    public void keep(Connection connection, Origin origin, List<Kept> rows, int most) throws SQLException {
        SqlStatement.of(connection, KEEP)
                .with(
                        taskId,
                        origin.round(),
                        side.name(),
                        taskId,
                        origin.round(),
                        side.name(),
                        origin.carried(),
                        texts(rows, kept -> kept.key().table().schema()),
                        texts(rows, kept -> kept.key().table().table()),
                        texts(rows, kept -> kept.key().operation().name()),
                        texts(rows, kept -> kept.committedAt().toString()),
                        texts(rows, Kept::row),
                        most)
                .update();
    }

    private static Object texts(List<Kept> rows, Function<Kept, String> text) {
        return SqlStatement.array("text", rows.stream().map(text).toList());
    }

    @Override
    public void forgetCarried(Connection connection, int round) throws SQLException {
        for (var table : List.of("late_row", "late_write")) {
            SqlStatement.of(
                            connection,
                            "DELETE FROM datamigration." + table
                                    + " WHERE task_id = ? AND round = ? AND side = ? AND carried")
                    .with(taskId, round, side.name())
                    .update();
        }
    }

    @Override
    public List<LateWrites> totals(Connection connection) throws SQLException {
        if (!CheckpointSchema.isInstalled(connection)) {
            return List.of();
        }
        return SqlStatement.of(connection, TOTALS)
                .with(taskId)
                .list(row -> new LateWrites(
                        row.getInt("round"),
                        Side.valueOf(row.getString("side")),
                        row.getString("name"),
                        row.getLong("carried"),
                        row.getLong("stranded"),
                        SqlStatement.instant(row, "first_at").toString(),
                        SqlStatement.instant(row, "last_at").toString()));
    }
}
