package dev.datamigration.transfer.full;

import dev.datamigration.api.Side;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.SqlWork;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.Run;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * Streams the output of one COPY into another. Rows go through in batches of at most {@value #BATCH_BYTES} bytes; a wider
 * row goes through alone. The driver holds one row whole, so that memory is bounded by the widest row (and the server's
 * own limit of 1 GB), not by the number of rows.
 */
final class CopyPipe {
    private static final int BATCH_BYTES = 65_536;
    private static final int BATCH_ROWS = 2_000;

    /** The bulk format may take more than the row does on disk, where the precheck measures it: arrays, for instance. */
    private static final int WIDEST_IN_COPY = 2;

    /** A batch takes at most this part of a second of what the rate allows, so that rates are kept smoothly. */
    private static final int BATCHES_PER_SECOND = 20;

    private final Run run;
    private final RunScope scope;
    private final RowCounter counter;
    private final String what;
    private final byte[] batch = new byte[BATCH_BYTES];
    private int batchBytes;
    private int batchRows;
    private long bytes;
    private long countedRows;

    /** Is told of rows as they pass; the last call corrects the sum of rows. */
    @FunctionalInterface
    interface RowCounter {
        void copied(long rows, long bytes);
    }

    /** @param what is copied, for messages */
    CopyPipe(Run run, RunScope scope, RowCounter counter, String what) {
        this.run = run;
        this.scope = scope;
        this.counter = counter;
        this.what = what;
    }

    /** Copies until the source's end; both connections are in a transaction, which stays open. */
    Copied copy(Connection source, String outSql, Connection target, String inSql) {
        var out = fromSource(() -> copyApi(source).copyOut(outSql));
        var in = toTarget(() -> copyApi(target).copyIn(inSql));
        for (var row = read(out); row != null; row = read(out)) {
            take(in, row);
        }
        flush(in);
        var written = toTarget(in::endCopy);
        var read = out.getHandledRowCount();
        if (written != read) {
            throw dropped(read, written);
        }
        // messages were counted, and the binary format has one more than rows
        counter.copied(written - countedRows, 0);
        return new Copied(written, bytes);
    }

    private void take(CopyIn in, byte[] row) {
        if (row.length > WIDEST_IN_COPY * run.plan().limits().maxRowBytes()) {
            throw tooWide(row.length);
        }
        if (batchBytes + row.length > BATCH_BYTES) {
            flush(in);
        }
        if (row.length > BATCH_BYTES) {
            write(in, row, row.length, 1);
            return;
        }
        System.arraycopy(row, 0, batch, batchBytes, row.length);
        batchBytes += row.length;
        if (++batchRows >= mostRows()) {
            flush(in);
        }
    }

    private FailureException tooWide(long length) {
        return new FailureException(
                new Failure(
                        FailureCode.RowTooWide,
                        Side.Source,
                        "A row of %s takes %d bytes to copy, too many for spec.limits.maxRowBytes (%d)."
                                .formatted(what, length, run.plan().limits().maxRowBytes()),
                        "Raise spec.limits.maxRowBytes and the worker's memory with it, or make the row smaller; then resume."));
    }

    private long mostRows() {
        var rate = run.plan().limits().rowsPerSecond();
        return rate == 0 ? BATCH_ROWS : Math.min(BATCH_ROWS, rate / BATCHES_PER_SECOND);
    }

    private void flush(CopyIn in) {
        if (batchBytes > 0) {
            write(in, batch, batchBytes, batchRows);
            batchBytes = 0;
            batchRows = 0;
        }
    }

    private void write(CopyIn in, byte[] data, int length, int rows) {
        run.limiter().acquire(scope, rows, length);
        toTarget(() -> {
            in.writeToCopy(data, 0, length);
            return null;
        });
        bytes += length;
        countedRows += rows;
        counter.copied(rows, length);
    }

    private byte[] read(CopyOut out) {
        return fromSource(out::readFromCopy);
    }

    private <T> T fromSource(SqlWork.Call<T> work) {
        return SqlWork.call(run.source(), scope, "reading " + what, work);
    }

    private <T> T toTarget(SqlWork.Call<T> work) {
        return SqlWork.call(run.target(), scope, "writing " + what, work);
    }

    private static CopyManager copyApi(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private FailureException dropped(long read, long written) {
        return new FailureException(new Failure(
                FailureCode.RowRefused,
                Side.Target,
                "The target took %d of %s of %s.".formatted(written, Quantity.of(read, "row"), what),
                "Disable triggers of that table that fire ALWAYS on the target, then resume."));
    }
}
