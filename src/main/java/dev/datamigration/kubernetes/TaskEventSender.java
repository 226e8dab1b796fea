package dev.datamigration.kubernetes;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.lifecycle.model.TaskEvent;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Sends and logs the events of tasks. */
public final class TaskEventSender {
    private static final Logger LOG = Logger.getLogger(TaskEventSender.class);

    private final EventSender events;

    /** @param instance names this process, for instance its pod; at most 128 characters */
    public TaskEventSender(KubernetesClient client, String instance) {
        this.events = new EventSender(client, instance);
    }

    public void send(MigrationTask task, TaskEvent event, Instant now) {
        LOG.infof("%s: %s", event.reason(), event.message());
        events.send(task, event.reason().name(), event.reason().warning(), event.message(), now);
    }
}
