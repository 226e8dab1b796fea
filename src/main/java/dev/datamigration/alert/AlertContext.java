package dev.datamigration.alert;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.alert.AlertsStatus;
import dev.datamigration.api.task.MigrationTaskSpec;
import dev.datamigration.api.task.MigrationTaskStatus;
import java.time.Instant;

/**
 * All that a decision about a task's alerts rests on.
 *
 * @param status as it has just been decided, but for its alerts, which are as last written
 * @param passing the error that is being waited out, or null
 */
public record AlertContext(MigrationTaskSpec spec, MigrationTaskStatus status, FailureStatus passing, Instant now) {

    AlertsStatus alerts() {
        return status.alerts() == null ? AlertsStatus.NONE : status.alerts();
    }
}
