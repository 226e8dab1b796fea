package dev.datamigration.transfer.incremental.stream;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Rows per second over the last seconds. */
final class RowRate {
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final LongSupplier nanoClock;
    private final long start;
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();
    private long rows;

    RowRate() {
        this(System::nanoTime);
    }

    RowRate(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.start = nanoClock.getAsLong();
    }

    void add(long count) {
        samples.add(new Sample(nanoClock.getAsLong(), count));
        rows += count;
        forget();
    }

    long perSecond() {
        forget();
        var window = Math.min(WINDOW_NANOS, Math.max(1, nanoClock.getAsLong() - start));
        return Math.round(rows * 1e9 / Math.max(window, TimeUnit.SECONDS.toNanos(1)));
    }

    private void forget() {
        var oldest = nanoClock.getAsLong() - WINDOW_NANOS;
        while (!samples.isEmpty() && samples.peek().nanos() < oldest) {
            rows -= samples.poll().rows();
        }
    }

    private record Sample(long nanos, long rows) {}
}
