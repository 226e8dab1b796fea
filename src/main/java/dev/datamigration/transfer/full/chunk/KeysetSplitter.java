package dev.datamigration.transfer.full.chunk;

import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.connection.TablesOnly;
import dev.datamigration.transfer.full.table.ChunkRange;
import dev.datamigration.transfer.full.table.LoadTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where to cut a table by walking the index of its key: exact whatever the distribution of keys, without a sort, and
 * without the table where the index suffices.
 */
final class KeysetSplitter {
    private static final String SETTINGS =
            "SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off;"
                    + " SET max_parallel_workers_per_gather = 0; SET jit = off; SET lock_timeout = '60s'";

    private KeysetSplitter() {}

    /** Readies a connection in autocommit mode. */
    static void prepare(Connection source) throws SQLException {
        try (var statement = source.createStatement()) {
            statement.execute(SETTINGS);
        }
        TablesOnly.read(source);
    }

    /** The key of the {@code rows}-th row above a key (null: from the first row on), or null if there are fewer. */
    static List<String> next(Connection source, LoadTable table, List<String> above, long rows) throws SQLException {
        var key = table.key();
        var sql = "SELECT %s FROM %s AS t WHERE %s ORDER BY %s OFFSET %d LIMIT 1"
                .formatted(
                        key.textList(),
                        TableExtent.of(table.table()).sql(),
                        key.within(new ChunkRange(above, null)),
                        key.list(),
                        rows - 1);
        try (var statement = source.createStatement()) {
            statement.execute("SET search_path = " + key.searchPath());
            try (var result = statement.executeQuery(sql)) {
                if (!result.next()) {
                    return null;
                }
                var values = new ArrayList<String>();
                for (var i = 1; i <= key.columns().size(); i++) {
                    values.add(result.getString(i));
                }
                return values;
            }
        }
    }
}
