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
}
