package dev.datamigration.transfer.incremental;

import dev.datamigration.api.LateWrites;
import dev.datamigration.api.Side;
import dev.datamigration.transfer.Run;
import dev.datamigration.transfer.checkpoint.CheckpointSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Sums late writes up by round and table. */
final class LateWriteTotals {
    private static final String TOTALS = """
            SELECT round, side, table_schema || '.' || table_name AS name,
                   coalesce(sum(count) FILTER (WHERE carried), 0)::bigint AS carried,
                   coalesce(sum(count) FILTER (WHERE NOT carried), 0)::bigint AS stranded,
                   min(first_at) AS first_at, max(last_at) AS last_at
              FROM datamigration.late_write WHERE task_id = ?
             GROUP BY round, side, table_schema, table_name
             ORDER BY round, side, table_schema, table_name
            """;

    private LateWriteTotals() {}

    static List<LateWrites> read(Connection connection, Run run) throws SQLException {
        if (!CheckpointSchema.isInstalled(connection)) {
            return List.of();
        }
        try (var statement = connection.prepareStatement(TOTALS)) {
            statement.setString(1, run.scope().taskId());
            try (var result = statement.executeQuery()) {
                var found = new ArrayList<LateWrites>();
                while (result.next()) {
                    found.add(new LateWrites(
                            result.getInt("round"),
                            Side.valueOf(result.getString("side")),
                            result.getString("name"),
                            result.getLong("carried"),
                            result.getLong("stranded"),
                            text(result.getObject("first_at", OffsetDateTime.class)),
                            text(result.getObject("last_at", OffsetDateTime.class))));
                }
                return found;
            }
        }
    }

    private static String text(OffsetDateTime at) {
        return at.toInstant().toString();
    }
}
