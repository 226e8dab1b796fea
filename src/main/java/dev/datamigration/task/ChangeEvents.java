package dev.datamigration.task;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.engine.TaskId;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.function.Consumer;

/** Has a task looked at whenever its engine, or what sends its alerts, says that something changed. */
final class ChangeEvents extends SimpleInboundEventSource<MigrationTask> {

    /** @param source takes who is to be told of changed tasks */
    ChangeEvents(String name, Consumer<Consumer<TaskId>> source) {
        super(name);
        source.accept(task -> propagateEvent(new ResourceID(task.name(), task.namespace())));
    }
}
