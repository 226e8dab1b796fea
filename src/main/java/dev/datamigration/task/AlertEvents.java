package dev.datamigration.task;

import dev.datamigration.alert.dispatch.AlertDispatcher;
import dev.datamigration.api.task.MigrationTask;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/** Has a task looked at whenever one of its alerts has come to another state. */
final class AlertEvents extends SimpleInboundEventSource<MigrationTask> {

    AlertEvents(AlertDispatcher dispatcher) {
        super("alerts");
        dispatcher.onChange(task -> propagateEvent(new ResourceID(task.name(), task.namespace())));
    }
}
