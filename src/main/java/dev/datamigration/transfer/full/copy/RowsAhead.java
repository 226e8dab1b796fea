package dev.datamigration.transfer.full.copy;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.RowReader;
import dev.datamigration.database.load.RowSelection;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.speed.ThrottledWork;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * Reads the rows of one table on a thread of its own, a little ahead of who takes them: whoever writes them waits for the source, or for a
 * rate to be kept, only as long as it wants to, and can end its transaction meanwhile. Holds a few batches, or one wide row
 * beside the one that is being read.
 */
final class RowsAhead implements AutoCloseable {
    private static final int MOST_BYTES = 4 * RowBatches.BATCH_BYTES;
    private static final long WAIT_MILLIS = 50;

    private final Run run;
    private final RunScope scope;
    private final String what;
    private final ThrottledWork throttled;
    private final Deque<RowBatch> batches = new ArrayDeque<>();
    private int held;
    private RowBatch taken;
    private long rows;
    private boolean ended;
    private boolean closed;
    private Throwable failure;

    private RowsAhead(Run run, RunScope scope, String what) {
        this.run = run;
        this.scope = scope;
        this.what = what;
        this.throttled = run.speed().throttled(scope);
    }

    /**
     * @param source used by nobody else until all rows are taken; where they are not, it is of no more use
     * @param what is copied, for messages
     */
    static RowsAhead start(Run run, RunScope scope, Connection source, LoadTable table, String what) {
        var ahead = new RowsAhead(run, scope, what);
        OwnedThreads.start("read-ahead", () -> ahead.read(source, table), ahead::fail);
        return ahead;
    }

    private void read(Connection source, LoadTable table) {
        var work = "reading " + what;
        var from = run.from().server();
        var copied = new RowBatches(run, what, this::put);
        RowReader out =
                SqlWork.call(from, scope, work, () -> run.pairing().rowPipe().read(source, table, RowSelection.ALL));
        SqlWork.Call<byte[]> next = out::next;
        for (var row = SqlWork.call(from, scope, work, next);
                row != null;
                row = SqlWork.call(from, scope, work, next)) {
            copied.add(row);
        }
        copied.flush();
        end(out.sent());
    }

    private void put(RowBatch batch) {
        throttled.rest();
        run.limiter().acquire(scope, batch.rows(), batch.length());
        add(batch);
    }

    private synchronized void add(RowBatch batch) {
        while (held > 0 && held + batch.length() > MOST_BYTES) {
            await(WAIT_MILLIS);
        }
        batches.add(batch);
        held += batch.length();
        notifyAll();
        while (batch.length() > RowBatches.BATCH_BYTES && held > 0) {
            await(WAIT_MILLIS); // of wide rows there is no more than one
        }
    }

    private synchronized void end(long handled) {
        rows = handled;
        ended = true;
        notifyAll();
    }

    private synchronized void fail(Throwable error) {
        failure = error;
        notifyAll();
    }

    /** Waits until there are rows to take, or none any more. */
    synchronized void await() {
        release();
        while (batches.isEmpty() && !isOver()) {
            await(WAIT_MILLIS);
        }
    }

    /**
     * The next rows; empty where there are none any more, or none came in time.
     *
     * @param until when, as {@link System#nanoTime} counts
     */
    synchronized Optional<RowBatch> next(long until) {
        release();
        for (var left = until - System.nanoTime();
                batches.isEmpty() && !isOver() && left > 0;
                left = until - System.nanoTime()) {
            await(Math.min(WAIT_MILLIS, 1 + TimeUnit.NANOSECONDS.toMillis(left)));
        }
        taken = batches.poll();
        return Optional.ofNullable(taken);
    }

    /** What was taken has been written. */
    private void release() {
        if (taken != null) {
            held -= taken.length();
            taken = null;
            notifyAll();
        }
    }

    /** Returns whether all rows of the source were taken; throws what kept them from being read. */
    synchronized boolean isOver() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
        return ended && batches.isEmpty();
    }

    /** Returns how many rows the source has sent, once that is over. */
    synchronized long rows() {
        return rows;
    }

    private void await(long millis) {
        scope.throwIfCancelled();
        if (closed) {
            throw new CancellationException("nobody takes the rows of " + what + " any more");
        }
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /** What waits for somebody to take it ends. What waits for the source ends with that connection, whose owner closes it. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
