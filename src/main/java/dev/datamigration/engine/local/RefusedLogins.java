package dev.datamigration.engine.local;

import dev.datamigration.engine.Goal;
import java.util.concurrent.TimeUnit;

/**
 * Refused logins of a worker. Whoever rotates a password changes it on the server and in the Secret, one after the other,
 * and the worker keeps what it was given: so a refusal passes until the Secret was read again after it, and what was read
 * then is refused too.
 */
final class RefusedLogins {
    /** An attempt that held for longer had its login accepted. */
    private static final long ACCEPTED_NANOS = TimeUnit.MINUTES.toNanos(1);

    private long count;

    /**
     * Notes one.
     *
     * @param goal that was pursued with the refused login
     * @param attemptNanos how long the attempt lasted
     * @return whether it may pass
     */
    boolean noted(Goal goal, long attemptNanos) {
        var readAgain = count > 0 && goal.loginsReadAfter() == count && attemptNanos < ACCEPTED_NANOS;
        count++;
        return !readAgain;
    }

    /** The last one's number, from 1. */
    long count() {
        return count;
    }
}
