package dev.datamigration.transfer;

import dev.datamigration.api.task.Limits;
import dev.datamigration.database.RunScope;
import java.util.concurrent.TimeUnit;

/**
 * Holds writers to rows and bytes per second together, whatever their number. Writers may overdraw by the batch they
 * hold and then wait until the debt is paid, so that one wide row never deadlocks. Limits may change at any time.
 */
public final class RateLimiter {
    private static final long LONGEST_WAIT_MILLIS = 200;
    private static final double BURST_SECONDS = 0.2;

    /** Well below the time for which a session may idle in a transaction. */
    private static final long TOUCH_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final java.util.function.LongSupplier nanoClock;
    private Limits limits;
    private int parts = 1;
    private int own = 1;
    private double rowsPerSecond;
    private double bytesPerSecond;
    private double rows;
    private double bytes;
    private long lastNanos;

    public RateLimiter(Limits limits) {
        this(limits, System::nanoTime);
    }

    public RateLimiter(Limits limits, java.util.function.LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.lastNanos = nanoClock.getAsLong();
        update(limits);
    }

    public synchronized void update(Limits newer) {
        limits = newer;
        var kept = times(own);
        rowsPerSecond = kept.rowsPerSecond();
        bytesPerSecond = kept.bytesPerSecond();
    }

    /**
     * Keeps to some of the equal parts of the limits, since other workers have the rest.
     *
     * @param all parts that there are
     * @param kept of these, at least 1
     */
    public synchronized void share(int all, int kept) {
        parts = all;
        own = kept;
        update(limits);
    }

    /** One of the parts: at least 1 of what is limited at all. */
    public synchronized Limits part() {
        return times(1);
    }

    private Limits times(int count) {
        return new Limits(
                share(limits.rowsPerSecond(), count),
                share(limits.bytesPerSecond(), count),
                limits.maxRowBytes(),
                limits.adaptive());
    }

    private long share(long limit, int count) {
        return limit == 0 ? 0 : Math.max(1, limit * count / parts);
    }

    /** Accounts for what is about to be written and waits as long as the limits ask, or until the scope is cancelled. */
    public void acquire(RunScope scope, long rowCount, long byteCount) {
        acquire(scope, rowCount, byteCount, () -> {});
    }

    /**
     * As {@link #acquire(RunScope, long, long)}, for whoever waits within a transaction.
     *
     * @param touch called once a minute while it waits, so that the session does not idle
     */
    public void acquire(RunScope scope, long rowCount, long byteCount, Runnable touch) {
        spend(rowCount, byteCount);
        var touched = nanoClock.getAsLong();
        for (var wait = waitMillis(); wait > 0; wait = waitMillis()) {
            scope.pause(Math.min(wait, LONGEST_WAIT_MILLIS));
            if (nanoClock.getAsLong() - touched >= TOUCH_NANOS) {
                touched = nanoClock.getAsLong();
                touch.run();
            }
        }
    }

    private synchronized void spend(long rowCount, long byteCount) {
        refill();
        rows -= rowCount;
        bytes -= byteCount;
    }

    private synchronized long waitMillis() {
        refill();
        var seconds = Math.max(
                rowsPerSecond > 0 ? -rows / rowsPerSecond : 0, bytesPerSecond > 0 ? -bytes / bytesPerSecond : 0);
        return seconds <= 0 ? 0 : (long) Math.ceil(seconds * 1000);
    }

    private void refill() {
        var now = nanoClock.getAsLong();
        var seconds = (now - lastNanos) / 1e9;
        lastNanos = now;
        rows = rowsPerSecond > 0 ? Math.min(rowsPerSecond * BURST_SECONDS, rows + seconds * rowsPerSecond) : 0;
        bytes = bytesPerSecond > 0 ? Math.min(bytesPerSecond * BURST_SECONDS, bytes + seconds * bytesPerSecond) : 0;
    }
}
