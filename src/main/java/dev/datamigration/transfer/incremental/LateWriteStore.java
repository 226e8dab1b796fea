package dev.datamigration.transfer.incremental;

import dev.datamigration.transfer.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/**
 * Writes late changes into {@code datamigration.late_write} and {@code late_row}, within the caller's transaction.
 *
 * @param carried whether the changes are applied as well
 */
record LateWriteStore(Run run, int round, boolean carried) {
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

    void record(Connection connection, LateChanges changes) throws SQLException {
        count(connection, changes);
        keep(connection, changes.rows());
    }

    private void count(Connection connection, LateChanges changes) throws SQLException {
        try (var statement = connection.prepareStatement(COUNT)) {
            for (var entry : changes.counts().entrySet()) {
                var key = entry.getKey();
                var count = entry.getValue();
                statement.setString(1, run.scope().taskId());
                statement.setInt(2, round);
                statement.setString(3, side());
                statement.setString(4, key.table().schema());
                statement.setString(5, key.table().table());
                statement.setString(6, key.operation().name());
                statement.setBoolean(7, carried);
                statement.setLong(8, count.count());
                statement.setObject(9, count.first().atOffset(ZoneOffset.UTC));
                statement.setObject(10, count.last().atOffset(ZoneOffset.UTC));
                statement.executeUpdate();
            }
        }
    }

    private void keep(Connection connection, List<LateChanges.Kept> rows) throws SQLException {
        try (var statement = connection.prepareStatement(KEEP)) {
            for (var first : List.of(1, 4)) {
                statement.setString(first, run.scope().taskId());
                statement.setInt(first + 1, round);
                statement.setString(first + 2, side());
            }
            statement.setBoolean(7, carried);
            statement.setArray(
                    8, texts(connection, rows, kept -> kept.key().table().schema()));
            statement.setArray(
                    9, texts(connection, rows, kept -> kept.key().table().table()));
            statement.setArray(
                    10, texts(connection, rows, kept -> kept.key().operation().name()));
            statement.setArray(11, texts(connection, rows, kept -> text(kept.committedAt())));
            statement.setArray(12, texts(connection, rows, LateChanges.Kept::row));
            statement.setInt(13, LateChanges.KEPT_ROWS);
            statement.executeUpdate();
        }
    }

    private static java.sql.Array texts(
            Connection connection, List<LateChanges.Kept> rows, Function<LateChanges.Kept, String> text)
            throws SQLException {
        return connection.createArrayOf("text", rows.stream().map(text).toArray());
    }

    private static String text(Instant instant) {
        return instant.toString();
    }

    private String side() {
        return run.direction().from().name();
    }
}
