package dev.datamigration.alert.dispatch;

import java.time.Duration;

/**
 * Says how a message is tried.
 *
 * @param gather so long an alert waits for others to join it in one message
 * @param retries after the first attempt
 * @param firstPause before the first retry; each further pause is twice as long
 */
public record RetryPolicy(Duration gather, int retries, Duration firstPause) {
    private static final int MOST_DOUBLINGS = 6;

    /** @param attempt that failed, from 1 */
    Duration pause(int attempt) {
        return firstPause.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
    }
}
