package dev.datamigration.lifecycle;

import dev.datamigration.api.MigrationTaskStatus;
import java.util.List;

/**
 * What is to be done about a task, in this order: write the status if it changed, emit the events, tell the engine.
 *
 * @param letGo whether the finalizer is to be removed
 */
public record Decision(
        MigrationTaskStatus status, Directive directive, Pace pace, List<TaskEvent> events, boolean letGo) {
    public Decision {
        events = List.copyOf(events);
    }

    /** The same, with the name of the report about a switchover that ended. */
    public Decision withReport(String name) {
        var draft = new StatusDraft(status);
        draft.forwardSwitchover = Ceremony.withReport(status.forwardSwitchover(), name);
        return new Decision(draft.status(), directive, pace, events, letGo);
    }
}
