package dev.datamigration.transfer.incremental;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Says how long a group that could be written waits for more. Each costs the target a commit, whatever is in it. While the
 * target is behind, more is on its way and nobody sees a moment's wait; so a group is filled then. Where the target is not
 * behind, or the source said that this is all, what has come is written at once.
 */
final class Gathering {
    private static final Duration BEHIND = Duration.ofSeconds(1);
    private static final long NEXT_MILLIS = 20;
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private boolean waiting;
    private long waitingSince;
    private boolean more = true;

    /** A message has come of which there may be more. */
    void message() {
        more = true;
    }

    /** The source has said that everything up to here was sent. */
    void all() {
        more = false;
    }

    /** What there was is written. */
    void written() {
        waiting = false;
    }

    /**
     * How many milliseconds to wait for the next message before what has come is written; 0 for not at all.
     *
     * @param age of the newest transaction that has come
     * @param now by any clock in nanoseconds
     */
    long millis(Duration age, long now) {
        if (!more || age.compareTo(BEHIND) < 0) {
            return 0;
        }
        if (!waiting) {
            waiting = true;
            waitingSince = now;
        }
        return now - waitingSince < LONGEST_NANOS ? NEXT_MILLIS : 0;
    }
}
