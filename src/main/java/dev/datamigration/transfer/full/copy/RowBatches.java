package dev.datamigration.transfer.full.copy;

import dev.datamigration.api.Side;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.Run;
import java.util.function.Consumer;

/** Puts rows together into batches of at most {@value #BATCH_BYTES} bytes; a wider row is one of its own. */
final class RowBatches {
    static final int BATCH_BYTES = 65_536;
    private static final int BATCH_ROWS = 2_000;

    /** The bulk format may take more than the row does on disk, where the precheck measures it: arrays, for instance. */
    private static final int WIDEST_IN_COPY = 2;

    /** A batch takes at most this part of a second of what the rate allows, so that rates are kept smoothly. */
    private static final int BATCHES_PER_SECOND = 20;

    private final Run run;
    private final String what;
    private final Consumer<RowBatch> sink;
    private byte[] data;
    private int length;
    private int rows;

    /**
     * @param what is copied, for messages
     * @param sink takes the batches, whose data are its own then
     */
    RowBatches(Run run, String what, Consumer<RowBatch> sink) {
        this.run = run;
        this.what = what;
        this.sink = sink;
    }

    /** @throws FailureException RowTooWide */
    void add(byte[] row) {
        if (row.length > WIDEST_IN_COPY * run.plan().limits().maxRowBytes()) {
            throw tooWide(row.length);
        }
        if (length + row.length > BATCH_BYTES) {
            flush();
        }
        if (row.length > BATCH_BYTES) {
            sink.accept(new RowBatch(row, row.length, 1));
            return;
        }
        if (data == null) {
            data = new byte[BATCH_BYTES];
        }
        System.arraycopy(row, 0, data, length, row.length);
        length += row.length;
        if (++rows >= mostRows()) {
            flush();
        }
    }

    /** Hands on what there is. */
    void flush() {
        if (rows > 0) {
            var batch = new RowBatch(data, length, rows);
            data = null;
            length = 0;
            rows = 0;
            sink.accept(batch);
        }
    }

    private long mostRows() {
        var rate = run.plan().limits().rowsPerSecond();
        var most = Math.min(BATCH_ROWS, run.plan().fullMigration().chunkRows());
        return rate == 0 ? most : Math.min(most, rate / BATCHES_PER_SECOND);
    }

    private FailureException tooWide(long bytes) {
        return new FailureException(
                new Failure(
                        FailureCode.RowTooWide,
                        Side.Source,
                        "A row of %s takes %d bytes to copy, too many for spec.limits.maxRowBytes (%d)."
                                .formatted(what, bytes, run.plan().limits().maxRowBytes()),
                        "Raise spec.limits.maxRowBytes and the worker's memory with it, or make the row smaller; then resume."));
    }
}
