package dev.datamigration.lifecycle.status;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as a status shows them. */
public final class StatusTimes {
    private StatusTimes() {}

    /** RFC 3339 in UTC, to the millisecond, where it is measured with. */
    public static String precise(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Null where one of the times is not known. */
    public static Long millisBetween(String from, String to) {
        return from == null || to == null
                ? null
                : Duration.between(Instant.parse(from), Instant.parse(to)).toMillis();
    }

    /** RFC 3339 in UTC, to the second, as Kubernetes writes them. */
    public static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
