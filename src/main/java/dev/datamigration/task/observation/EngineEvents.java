package dev.datamigration.task.observation;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.engine.MigrationEngine;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/** Has a task looked at whenever its engine says that something changed. */
public final class EngineEvents extends SimpleInboundEventSource<MigrationTask> {

    public EngineEvents(MigrationEngine engine) {
        super("engine");
        engine.onChange(task -> propagateEvent(new ResourceID(task.name(), task.namespace())));
    }
}
