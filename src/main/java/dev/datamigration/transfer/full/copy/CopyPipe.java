package dev.datamigration.transfer.full.copy;

import dev.datamigration.api.Side;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.load.Copied;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.RowReader;
import dev.datamigration.database.load.RowSelection;
import dev.datamigration.database.load.RowSink;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.speed.ThrottledWork;
import java.sql.Connection;

/**
 * Copies rows of a table as they come, in {@linkplain RowBatches batches}. One row is held whole, so that memory is bounded by
 * the widest row (and the server's own limit of 1 GB), not by the number of rows.
 */
public final class CopyPipe {
    private final Run run;
    private final RunScope scope;
    private final RowCounter counter;
    private final String what;
    private final ThrottledWork throttled;
    private long bytes;

    /** Is told of rows as they pass. */
    @FunctionalInterface
    public interface RowCounter {
        void copied(long rows, long bytes);
    }

    /** @param what is copied, for messages */
    public CopyPipe(Run run, RunScope scope, RowCounter counter, String what) {
        this.run = run;
        this.scope = scope;
        this.counter = counter;
        this.what = what;
        this.throttled = run.speed().throttled(scope);
    }

    /** Copies until the source's end; both connections are in a transaction, which stays open. */
    public Copied copy(LoadTable table, RowSelection rows, Connection source, Connection target) {
        var pipe = run.pairing().rowPipe();
        var reading = "reading " + what;
        var from = run.from().server();
        RowReader out = SqlWork.call(from, scope, reading, () -> pipe.read(source, table, rows));
        RowSink in = toTarget(() -> pipe.write(target, table));
        var batches = new RowBatches(run, what, batch -> write(in, batch));
        SqlWork.Call<byte[]> next = out::next;
        for (var row = SqlWork.call(from, scope, reading, next);
                row != null;
                row = SqlWork.call(from, scope, reading, next)) {
            batches.add(row);
        }
        batches.flush();
        long written = toTarget(in::end);
        if (written != out.sent()) {
            throw dropped(what, out.sent(), written);
        }
        return new Copied(written, bytes);
    }

    private void write(RowSink in, RowBatch batch) {
        throttled.rest();
        run.limiter().acquire(scope, batch.rows(), batch.length());
        toTarget(() -> {
            in.write(batch.data(), batch.length());
            return null;
        });
        bytes += batch.length();
        counter.copied(batch.rows(), batch.length());
    }

    private <T> T toTarget(SqlWork.Call<T> work) {
        return SqlWork.call(run.to().server(), scope, "writing " + what, work);
    }

    /** Rows that were written to the target and are not there. */
    static FailureException dropped(String what, long read, long written) {
        return new FailureException(new Failure(
                FailureCode.RowRefused,
                Side.Target,
                "The target took %d of %s of %s.".formatted(written, Quantity.of(read, "row"), what),
                "Disable triggers of that table that fire ALWAYS on the target, then resume."));
    }
}
