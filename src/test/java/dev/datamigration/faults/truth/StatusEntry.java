package dev.datamigration.faults.truth;

import dev.datamigration.api.task.MigrationTaskStatus;
import java.time.Instant;

/**
 * A status that a task had.
 *
 * @param at when it was seen; it stands until the next entry
 */
public record StatusEntry(Instant at, MigrationTaskStatus status) {

    /** That no session of the task is on either server. */
    public boolean saysThatNothingRuns() {
        return Claims.nothingRuns(status);
    }
}
