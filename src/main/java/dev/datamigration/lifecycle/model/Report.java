package dev.datamigration.lifecycle.model;

import java.util.Objects;

/**
 * Says what is of a task, as its worker sees it.
 *
 * @param epoch of the goal that is being pursued
 * @param activity what is going on
 * @param details of each part as far as it is known; parts may be null
 */
public record Report(long epoch, WorkerState activity, WorkerDetails details) {
    public Report {
        Objects.requireNonNull(activity, "activity");
        details = details == null ? WorkerDetails.NONE : details;
    }
}
