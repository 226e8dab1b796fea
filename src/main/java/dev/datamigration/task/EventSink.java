package dev.datamigration.task;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.lifecycle.model.TaskEvent;
import java.time.Instant;

/** Takes events. */
@FunctionalInterface
interface EventSink {
    void send(MigrationTask task, TaskEvent event, Instant now);
}
