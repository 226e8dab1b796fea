package dev.datamigration.database.postgres.replication;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Says whether it pays to let messages gather before they are read: many are on their way, or nobody sees the wait. */
final class ArrivalRate {
    /** About what two thousand small transactions a second come to. */
    private static final long DENSE_A_MILLISECOND = 8;

    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    /** By our clock, which may differ from the server's: then a wait of a moment too many or too few is all that comes of it. */
    private static final Duration BEHIND = Duration.ofSeconds(1);

    private long since;
    private long messages;

    /** A message has come. */
    void one() {
        messages++;
    }

    /**
     * To be asked each time that there is none to read.
     *
     * @param age of the transaction that came last
     * @param now by any clock in nanoseconds
     */
    boolean letsGather(Duration age, long now) {
        var behind = messages > 0 && age.compareTo(BEHIND) > 0;
        var dense = messages >= DENSE_A_MILLISECOND
                && messages >= TimeUnit.NANOSECONDS.toMillis((now - since) * DENSE_A_MILLISECOND);
        if (behind || dense || now - since > WINDOW_NANOS) {
            since = now;
            messages = 0;
        }
        return behind || dense;
    }
}
