package dev.datamigration.transfer.speed;

import dev.datamigration.database.RunScope;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One thread's work between its rests: whoever may take half of its full speed rests for as long as it has worked. So nobody has to
 * know what full speed is. For one thread.
 */
public final class ThrottledWork {
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** However long a piece took: what the share is by then is looked at again. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long LOOK_MILLIS = 100;

    private final WorkSpeed speed;
    private final RunScope scope;
    private final LongSupplier nanoClock;
    private long worked;
    private long mark;

    ThrottledWork(WorkSpeed speed, RunScope scope, LongSupplier nanoClock) {
        this.speed = speed;
        this.scope = scope;
        this.nanoClock = nanoClock;
        this.mark = nanoClock.getAsLong();
    }

    /** Rests for the work since the last rest. */
    public void rest() {
        rest(() -> {});
    }

    /**
     * Rests for the work since the last rest, and for as long as there is a pause; not at all at full speed.
     *
     * @param check called all the while, may throw to end the rest
     */
    public void rest(Runnable check) {
        var begun = nanoClock.getAsLong();
        worked += begun - mark;
        var owed = owed();
        if (owed >= SHORTEST_NANOS) {
            for (var left = owed; left > 0; left = owed() - (nanoClock.getAsLong() - begun)) {
                check.run();
                scope.pause(Math.min(LOOK_MILLIS, Math.max(1, TimeUnit.NANOSECONDS.toMillis(left))));
            }
            owed = 0;
        }
        worked = owed == 0 ? 0 : worked;
        mark = nanoClock.getAsLong();
    }

    private long owed() {
        var share = speed.share();
        if (share <= 0) {
            return Long.MAX_VALUE;
        }
        return share >= 1 ? 0 : Math.min(LONGEST_NANOS, (long) (worked * (1 / share - 1)));
    }
}
