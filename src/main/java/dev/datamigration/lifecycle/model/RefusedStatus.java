package dev.datamigration.lifecycle.model;

import dev.datamigration.lifecycle.status.StatusCuts;

/** Says what is told of a status that the API server takes in no form. */
public final class RefusedStatus {
    private RefusedStatus() {}

    /** @param refusal what the API server said */
    public static TaskEvent event(String refusal) {
        return new TaskEvent(
                EventReason.StatusRefused,
                "the API server takes no status of this task, so that nothing is done about it; tried again every few"
                        + " seconds. It said: " + StatusCuts.text(refusal));
    }
}
