package dev.datamigration.engine.local;

import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.lifecycle.model.Tries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Counts attempts at something that fails for now, for how long it has, and how long to wait before the next. Pauses
 * double up to half a minute and vary, so that all tasks of a server that comes back do not ask it at the same moment.
 */
final class Backoff {
    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 30_000;

    private final InstantSource clock;
    private final LongSupplier nanos;
    private final DoubleSupplier random;
    private int attempts;
    private Object workAtLastFailure;
    private Instant since;
    private long sinceNanos;
    private long pauseMillis;

    /**
     * @param nanos a clock that nobody sets, for how long it has been
     * @param random from 0 to 1
     */
    Backoff(InstantSource clock, LongSupplier nanos, DoubleSupplier random) {
        this.clock = clock;
        this.nanos = nanos;
        this.random = random;
    }

    /** Notes a failure; work completed since the last one starts the count anew. */
    Tries failed(Object completedWork) {
        var now = clock.instant();
        if (attempts == 0 || !completedWork.equals(workAtLastFailure)) {
            attempts = 0;
            since = now;
            sinceNanos = nanos.getAsLong();
        }
        workAtLastFailure = completedWork;
        attempts++;
        var whole = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempts - 1, 16));
        pauseMillis = whole / 2 + (long) (whole / 2 * random.getAsDouble());
        return new Tries(attempts, text(since), text(now.plusMillis(pauseMillis)));
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Before the next attempt, counted from the last failure. */
    long pauseMillis() {
        return pauseMillis;
    }

    /** Returns whether it has been tried for as long and as often as the settings want it. */
    boolean isOver(EngineSettings settings) {
        var lasted = Duration.ofNanos(nanos.getAsLong() - sinceNanos);
        return settings.retries() == 0
                || attempts > settings.retries()
                        && lasted.compareTo(Duration.ofSeconds(settings.retryForSeconds())) >= 0;
    }
}
