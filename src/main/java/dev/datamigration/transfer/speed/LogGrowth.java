package dev.datamigration.transfer.speed;

import dev.datamigration.api.status.RetainedLogStatus;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Measures by how much the log that is kept grows, over the last minutes. Not safe for several threads. */
final class LogGrowth {
    private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final double NANOS = 1e9;

    private final Deque<Point> points = new ArrayDeque<>();

    private record Point(long nanos, long bytes) {}

    /**
     * Takes one more look.
     *
     * @param now as {@link System#nanoTime} counts
     * @param limit bytes that the server keeps at most; empty without limit
     */
    RetainedLogStatus after(long now, long bytes, OptionalLong limit) {
        points.add(new Point(now, bytes));
        while (now - points.peek().nanos > WINDOW_NANOS) {
            points.remove();
        }
        var first = points.peek();
        var rate = now - first.nanos < SHORTEST_NANOS
                ? null
                : Long.valueOf(Math.max(0, Math.round((bytes - first.bytes) / ((now - first.nanos) / NANOS))));
        return new RetainedLogStatus(
                bytes,
                rate,
                limit.isPresent() ? limit.getAsLong() : null,
                limit.isPresent() && rate != null && rate > 0 ? Math.max(0, limit.getAsLong() - bytes) / rate : null);
    }
}
