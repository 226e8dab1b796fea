package dev.datamigration.transfer.full.table;

import java.util.ArrayDeque;
import java.util.function.LongSupplier;

/** Measures how fast a counter grew over the last {@value #SECONDS} seconds. For one thread. */
public final class RateWindow {
    private static final int SECONDS = 5;

    private final LongSupplier nanoClock;
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();

    public RateWindow(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Takes the counter's value and returns its growth per second; 0 for the first. */
    public long perSecond(long value) {
        var now = new Sample(nanoClock.getAsLong(), value);
        while (samples.size() > 1 && now.nanos - samples.getFirst().nanos > SECONDS * 1_000_000_000L) {
            samples.removeFirst();
        }
        samples.addLast(now);
        var first = samples.getFirst();
        var nanos = now.nanos - first.nanos;
        return nanos <= 0 ? 0 : Math.round((value - first.value) * 1e9 / nanos);
    }

    private record Sample(long nanos, long value) {}
}
