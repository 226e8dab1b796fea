package dev.datamigration.engine.local;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.engine.Goal;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Tries;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * The attempts of a worker at its goals: which errors pass, for how long they have been tried, and how long to wait before the next
 * attempt. Pauses double up to half a minute and vary, so that all tasks of a server that comes back do not ask it at the same
 * moment. For the worker's thread alone.
 */
final class GoalAttempts {
    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 30_000;

    /** An attempt that held for longer had its login accepted. */
    private static final long ACCEPTED_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final WorkerClock clock;
    private long began;
    private int attempts;
    private Object workAtLastFailure;
    private Instant since;
    private long sinceNanos;
    private long pauseMillis;
    private long refusedLogins;

    GoalAttempts(WorkerClock clock) {
        this.clock = clock;
    }

    /** An attempt begins. */
    void begin() {
        began = clock.nanos();
    }

    /**
     * Notes a failure; work completed since the last one starts the count anew.
     *
     * @param completedWork something that changes whenever work has been completed
     */
    Tries failed(Object completedWork) {
        var now = clock.instant();
        if (attempts == 0 || !completedWork.equals(workAtLastFailure)) {
            attempts = 0;
            since = now;
            sinceNanos = clock.nanos();
        }
        workAtLastFailure = completedWork;
        attempts++;
        var whole = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempts - 1, 16));
        pauseMillis = whole / 2 + (long) (whole / 2 * clock.chance());
        return new Tries(attempts, text(since), text(now.plusMillis(pauseMillis)));
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Returns whether an error of the attempt may pass by itself. A refused login is counted by this. */
    boolean passes(Goal current, Failure failure) {
        return failure.code() == FailureCode.LoginRefused
                ? refused(current)
                : failure.failureClass() == FailureClass.Transient;
    }

    /**
     * Whoever rotates a password changes it on the server and in the Secret, one after the other, and the worker keeps what it was
     * given: so a refusal passes until the Secret was read again after it, and what was read then is refused too.
     */
    private boolean refused(Goal current) {
        var readAgain = refusedLogins > 0
                && current.loginsReadAfter() == refusedLogins
                && clock.nanos() - began < ACCEPTED_NANOS;
        refusedLogins++;
        return !readAgain;
    }

    /** The number of the refused login that the error is, from 1, or 0 where it is none. */
    long refusal(Failure failure) {
        return failure.code() == FailureCode.LoginRefused ? refusedLogins : 0;
    }

    /** Before the next attempt, counted from the last failure. */
    long pauseMillis() {
        return pauseMillis;
    }

    /** Returns whether it has been tried for as long and as often as the settings want it. */
    boolean isOver(EngineSettings settings) {
        var lasted = Duration.ofNanos(clock.nanos() - sinceNanos);
        return settings.retries() == 0
                || attempts > settings.retries()
                        && lasted.compareTo(Duration.ofSeconds(settings.retryForSeconds())) >= 0;
    }
}
