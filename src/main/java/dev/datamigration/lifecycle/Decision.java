package dev.datamigration.lifecycle;

import dev.datamigration.api.AlertsStatus;
import dev.datamigration.api.MigrationTaskStatus;
import java.util.ArrayList;
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

    /** The same, with the task's alerts, and what is to be told of them. */
    public Decision withAlerts(AlertsStatus alerts, List<TaskEvent> told) {
        var draft = new StatusDraft(status);
        draft.alerts = alerts;
        var all = new ArrayList<>(events);
        all.addAll(told);
        return new Decision(draft.status(), directive, pace, all, letGo);
    }
}
