package dev.datamigration.alert;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times in a task's alerts: to the millisecond, because intervals are measured by them. */
final class AlertTimes {
    private AlertTimes() {}

    static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Null for null. */
    static Instant parse(String text) {
        return text == null ? null : Instant.parse(text);
    }
}
