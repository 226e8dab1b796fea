package dev.datamigration.lifecycle.model;

import dev.datamigration.api.alert.AlertsStatus;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.status.StatusDraft;
import dev.datamigration.lifecycle.status.SwitchoverView;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what is to be done about a task, in this order: write the status if it changed, emit the events, tell the engine.
 *
 * @param removeFinalizer whether the finalizer is to be removed
 * @param leftBehind what a task that is let go leaves on its databases, to be kept where it is found after the task is gone
 */
public record Decision(
        MigrationTaskStatus status,
        Directive directive,
        Requeue requeue,
        List<TaskEvent> events,
        boolean removeFinalizer,
        List<String> leftBehind) {
    public Decision {
        events = List.copyOf(events);
        leftBehind = List.copyOf(leftBehind);
    }

    /** Of a task that leaves nothing behind. */
    public Decision(
            MigrationTaskStatus status,
            Directive directive,
            Requeue requeue,
            List<TaskEvent> events,
            boolean removeFinalizer) {
        this(status, directive, requeue, events, removeFinalizer, List.of());
    }

    /** The same, with the name of the report about a switchover that ended. */
    public Decision withReport(String name) {
        var draft = new StatusDraft(status);
        draft.forwardSwitchover = SwitchoverView.withReport(status.forwardSwitchover(), name);
        return new Decision(draft.status(), directive, requeue, events, removeFinalizer, leftBehind);
    }

    /** The same, with the task's alerts, and what is to be told of them. */
    public Decision withAlerts(AlertsStatus alerts, List<TaskEvent> told) {
        var draft = new StatusDraft(status);
        draft.alerts = alerts;
        var all = new ArrayList<>(events);
        all.addAll(told);
        return new Decision(draft.status(), directive, requeue, all, removeFinalizer, leftBehind);
    }
}
