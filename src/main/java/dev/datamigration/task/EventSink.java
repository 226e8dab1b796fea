package dev.datamigration.task;

import dev.datamigration.api.MigrationTask;
import dev.datamigration.lifecycle.TaskEvent;
import java.time.Instant;

/** Where events go. */
@FunctionalInterface
interface EventSink {
    void send(MigrationTask task, TaskEvent event, Instant now);
}
