package dev.datamigration.kubernetes;

import dev.datamigration.api.Api;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.failure.Cut;
import dev.datamigration.failure.OneLine;
import dev.datamigration.lifecycle.model.TaskEvent;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jboss.logging.Logger;

/**
 * Sends events about an object, where {@code kubectl describe} shows them. An event that cannot be sent is logged and
 * lost: the status says the same.
 */
public final class EventSender {
    private static final Logger LOG = Logger.getLogger(EventSender.class);
    private static final String CONTROLLER = Api.GROUP + "/operator";

    /** The API server refuses longer ones. */
    private static final int LONGEST_NOTE = 1024;

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final KubernetesClient client;
    private final String instance;

    /** @param instance names this process, for instance its pod; at most 128 characters */
    public EventSender(KubernetesClient client, String instance) {
        this.client = client;
        this.instance = instance;
    }

    /** Tells what happened to a task, in the log as well. */
    public void send(MigrationTask task, TaskEvent event, Instant now) {
        LOG.infof("%s: %s", event.reason(), event.message());
        send(task, event.reason().name(), event.reason().warning(), event.message(), now);
    }

    /** @param note told in one line, and cut where the API server would refuse it */
    public void send(HasMetadata about, String reason, boolean warning, String note, Instant now) {
        try {
            client.resource(compose(about, reason, warning, note, now)).create();
        } catch (KubernetesClientException e) {
            LOG.warnf("The event %s could not be sent: %s", reason, e.getMessage());
        }
    }

    private Event compose(HasMetadata object, String reason, boolean warning, String note, Instant now) {
        var about = object.getMetadata();
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(about.getNamespace())
                .withGenerateName(about.getName() + "-")
                .endMetadata()
                .withEventTime(new MicroTime(MICROS.format(now)))
                .withReportingController(CONTROLLER)
                .withReportingInstance(instance)
                .withAction("Reconcile")
                .withType(warning ? "Warning" : "Normal")
                .withReason(reason)
                .withNote(Cut.to(LONGEST_NOTE, OneLine.of(note)))
                .withRegarding(new ObjectReferenceBuilder()
                        .withApiVersion(object.getApiVersion())
                        .withKind(object.getKind())
                        .withNamespace(about.getNamespace())
                        .withName(about.getName())
                        .withUid(about.getUid())
                        .withResourceVersion(about.getResourceVersion())
                        .build())
                .build();
    }
}
