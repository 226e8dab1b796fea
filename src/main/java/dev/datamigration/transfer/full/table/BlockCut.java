package dev.datamigration.transfer.full.table;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.load.ChunkRange;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.plan.MigrationPlan;
import java.util.List;

/**
 * Cuts a table into ranges of its blocks, which takes no look at it; pure. The last range has no end, since a table grows.
 *
 * @param blocks that the file had when it was looked at
 * @param step blocks of a range, at least 1
 */
public record BlockCut(long blocks, long step) {
    /** What is copied again in a minute or two: of a larger table too much would be lost with an interruption. */
    private static final long MOST_BYTES_BEGUN_ANEW = 4L << 30;

    /** A chunk is so many blocks at least, so that it is about as large as was asked for. */
    private static final int FEWEST_OF_CHUNK = 16;

    private static final long BLOCK_BYTES = 8192;

    /** Where rows lie closer together than in most of the table, a range has so many times as many as it was to have, at most. */
    private static final long MOST_TIMES_AS_DENSE = 8;

    /**
     * @param tableRows estimated
     * @param chunkRows that a range is to have about, at least 1; {@link Long#MAX_VALUE} where there is to be one
     */
    public static BlockCut of(long blocks, long tableRows, long chunkRows) {
        if (chunkRows == Long.MAX_VALUE) {
            return new BlockCut(blocks, Math.max(1, blocks));
        }
        var most = MOST_TIMES_AS_DENSE * chunkRows / DataTable.MOST_ROWS_OF_PAGE;
        var usual = tableRows == 0 ? most : (long) ((double) chunkRows / tableRows * blocks);
        return new BlockCut(blocks, Math.max(1, Math.min(usual, most)));
    }

    /** Returns where the range ends that begins at the bound; null for the last one. */
    public List<String> next(List<String> lower) {
        var end = (lower == null ? 0 : ChunkRange.blockOf(lower)) + step;
        return end >= blocks ? null : ChunkRange.block(end);
    }

    /**
     * Returns whether a table with a key is better cut by blocks than by its key. Its rows move from block to block as they change, so
     * that after an interruption only the log tells which blocks are to be read again for which rows; where it is not read, the table
     * is begun anew. Where a block has about as much as a chunk may, as with wide values that lie elsewhere, or at a low rate, a key
     * cuts finer.
     */
    static boolean isBetter(DataTable table, MigrationPlan plan) {
        return !table.inPartitions()
                && !ChunkSize.isOneChunk(table, plan.fullMigration())
                && hasManyOfChunk(table, plan)
                && (plan.has(MigrationType.Incremental) || table.bytes() <= MOST_BYTES_BEGUN_ANEW);
    }

    private static boolean hasManyOfChunk(DataTable table, MigrationPlan plan) {
        var settings = plan.fullMigration();
        var own = Math.max(BLOCK_BYTES, table.bytes() - table.toastBytes());
        var rowsAtRate = new ChunkSize(table.estimatedRows(), Long.MAX_VALUE)
                .rowsAt(plan.limits(), settings.parallelism(), table.bytes());
        return (double) table.bytes() / own * BLOCK_BYTES * FEWEST_OF_CHUNK <= settings.chunkBytes()
                && rowsAtRate >= DataTable.MOST_ROWS_OF_PAGE;
    }
}
