package dev.datamigration.transfer.full.table;

import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.database.load.KeySplitter;
import dev.datamigration.database.table.DataTable;

/**
 * Decides how a table is to be cut.
 *
 * @param tableRows estimated
 * @param rows of a chunk, at least 1; {@link Long#MAX_VALUE} where the table is surely one chunk
 */
public record ChunkSize(long tableRows, long rows) {
    /** That a chunk takes about, where a rate is to be kept. */
    private static final int SECONDS = 8;

    public static ChunkSize of(KeySplitter splitter, DataTable table, FullMigrationSettings settings) {
        if (isOneChunk(splitter.mostRows(table), table, settings)) {
            return new ChunkSize(table.estimatedRows(), Long.MAX_VALUE);
        }
        return cut(splitter.sampledRows(table), table.bytes(), settings);
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
}
