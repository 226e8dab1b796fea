package dev.datamigration.task;

import dev.datamigration.api.MigrationTask;
import dev.datamigration.engine.MigrationEngine;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/** Has a task looked at whenever its engine says that something changed. */
final class EngineEvents extends SimpleInboundEventSource<MigrationTask> {

    EngineEvents(MigrationEngine engine) {
        super("engine");
        engine.onChange(task -> propagateEvent(new ResourceID(task.name(), task.namespace())));
    }
}
