package dev.datamigration.alert;

import dev.datamigration.api.alert.AlertKind;
import dev.datamigration.api.alert.AlertLevel;
import java.time.Duration;
import java.time.Instant;

/**
 * Says what is wrong with a task now.
 *
 * @param since when it began, or null where that is not known: then it begins with being seen
 * @param patience how long it must stand before anybody is told
 * @param value the failure's code, seconds of latency or bytes of log
 * @param threshold what the value was compared with, or null
 * @param secondsLeft until what is warned of, or null
 */
record AlertCondition(
        AlertKind kind,
        AlertLevel level,
        Instant since,
        Duration patience,
        String value,
        String threshold,
        String text,
        String remedy,
        Long secondsLeft) {

    /** With nothing to be told of the time that is left. */
    AlertCondition(
            AlertKind kind,
            AlertLevel level,
            Instant since,
            Duration patience,
            String value,
            String threshold,
            String text,
            String remedy) {
        this(kind, level, since, patience, value, threshold, text, remedy, null);
    }
}
