package dev.datamigration.transfer.full.table;

import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.table.DataTable;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * How a table is to be cut, from what is on disk now: the server's row statistics are missing or old where nobody has
 * analysed the table.
 *
 * @param tableRows estimated
 * @param rows of a chunk, at least 1; {@link Long#MAX_VALUE} where the table is surely one chunk
 */
public record ChunkSize(long tableRows, long rows) {
    private static final double SAMPLED_PAGES = 100;

    /** That a chunk takes about, where a rate is to be kept. */
    private static final int SECONDS = 8;

    public static ChunkSize of(Connection source, DataTable table, FullMigrationSettings settings) throws SQLException {
        var pages = pages(source, table);
        if (isOneChunk(pages * DataTable.MOST_ROWS_OF_PAGE, table, settings)) {
            return new ChunkSize(table.estimatedRows(), Long.MAX_VALUE);
        }
        return cut(sampledRows(source, table, pages), table.bytes(), settings);
    }

    /** Returns whether a table is surely one chunk if it has not grown since it was read. */
    public static boolean isOneChunk(DataTable table, FullMigrationSettings settings) {
        return isOneChunk(table.mostRows(), table, settings);
    }

    private static boolean isOneChunk(long rows, DataTable table, FullMigrationSettings settings) {
        return rows <= settings.chunkRows() && table.bytes() <= settings.chunkBytes();
    }

    static ChunkSize cut(long tableRows, long tableBytes, FullMigrationSettings settings) {
        if (tableRows == 0) {
            return new ChunkSize(0, settings.chunkRows());
        }
        var bytesOfRow = Math.max(1, tableBytes / tableRows);
        return new ChunkSize(
                tableRows, Math.max(1, Math.min(settings.chunkRows(), settings.chunkBytes() / bytesOfRow)));
    }

    /**
     * Most rows of the next chunk; fewer where a rate is to be kept, at which its transaction would keep a slot of the target waiting for long.
     *
     * @param parallelism how many chunks share the rate
     */
    public long rowsAt(Limits limits, int parallelism, long tableBytes) {
        var most = (double) rows;
        if (limits.rowsPerSecond() > 0) {
            most = Math.min(most, (double) SECONDS * limits.rowsPerSecond() / parallelism);
        }
        if (limits.bytesPerSecond() > 0 && tableRows > 0 && tableBytes > 0) {
            most = Math.min(most, (double) SECONDS * limits.bytesPerSecond() / parallelism / tableBytes * tableRows);
        }
        return Math.max(1, (long) most);
    }

    private static long pages(Connection source, DataTable table) throws SQLException {
        return number(
                source,
                "SELECT sum(pg_catalog.pg_relation_size(holder))::bigint / pg_catalog.current_setting('block_size')::bigint"
                        + " FROM pg_catalog.unnest(ARRAY" + table.holders() + "::oid[]) holder");
    }

    private static long sampledRows(Connection source, DataTable table, long pages) throws SQLException {
        var percent = Math.min(100, SAMPLED_PAGES * 100 / Math.max(1, pages));
        var sample = number(
                source,
                "SELECT count(*) FROM " + TableExtent.of(table).sql() + " TABLESAMPLE SYSTEM (" + percent + ")");
        return Math.round(sample * 100 / percent);
    }

    private static long number(Connection source, String sql) throws SQLException {
        try (var statement = source.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
