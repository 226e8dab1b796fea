package dev.datamigration.lifecycle;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as a status shows them. */
final class Times {
    private Times() {}

    /** RFC 3339 in UTC, to the second, as Kubernetes writes them. */
    static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
