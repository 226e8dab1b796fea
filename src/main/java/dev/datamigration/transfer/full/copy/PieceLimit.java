package dev.datamigration.transfer.full.copy;

import dev.datamigration.api.task.FullMigrationSettings;
import java.util.concurrent.TimeUnit;

/**
 * Decides how much of a table a piece takes, so that its transaction keeps a slot of the target waiting no longer than a chunk of a table with a key
 * does; pure.
 *
 * @param bytes at which a piece ends; {@link Long#MAX_VALUE} where there is to be one piece only
 */
record PieceLimit(long rows, long bytes) {
    /** The longest that it takes rows, whether there are any or not. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long MOST_BYTES = 67_108_864;

    /** Of a table that must not be there in part. */
    static final PieceLimit NONE = new PieceLimit(Long.MAX_VALUE, Long.MAX_VALUE);

    static PieceLimit of(FullMigrationSettings settings) {
        return new PieceLimit(settings.chunkRows(), Math.min(MOST_BYTES, settings.chunkBytes()));
    }

    /** Until when a piece that begins now takes rows, both as {@link System#nanoTime} counts. */
    long until(long now) {
        return bytes == Long.MAX_VALUE ? now + Long.MAX_VALUE / 2 : now + LONGEST_NANOS;
    }

    boolean isReached(long pieceRows, long pieceBytes) {
        return pieceRows >= rows || pieceBytes >= bytes;
    }

    /**
     * For the next piece: where the target takes what it was sent much later, as over a slow line with large buffers, less is sent at once.
     *
     * @param sent bytes of the piece before
     * @param nanos that it took, its commit included
     * @param usual what applies where the target is fast
     */
    PieceLimit after(long sent, long nanos, PieceLimit usual) {
        if (bytes == Long.MAX_VALUE) {
            return this;
        }
        var next = nanos > 2 * LONGEST_NANOS ? (long) (sent * ((double) LONGEST_NANOS / nanos)) : 2 * bytes;
        return new PieceLimit(rows, Math.max(RowBatches.BATCH_BYTES, Math.min(usual.bytes, next)));
    }
}
