package dev.datamigration.batch;

import dev.datamigration.api.DesiredState;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Plays the controller of tasks: some time after a spec asks for another state, the status has it. A task with the label
 * {@code plays} comes to that state instead.
 */
final class PlayedController implements AutoCloseable, ResourceEventHandler<MigrationTask> {
    private final KubernetesClient client;
    private final ScheduledExecutorService stage = Executors.newScheduledThreadPool(4);
    private final long delayMillis;

    PlayedController(KubernetesClient client, String namespace, long delayMillis) {
        this.client = client;
        this.delayMillis = delayMillis;
        client.resources(MigrationTask.class).inNamespace(namespace).inform(this);
    }

    @Override
    public void onAdd(MigrationTask task) {
        onUpdate(null, task);
    }

    @Override
    public void onUpdate(MigrationTask before, MigrationTask task) {
        var wanted = wanted(task);
        if (wanted != null && (task.getStatus().state() != wanted || wanted == TaskState.Failed)) {
            var delay =
                    delayMillis / 2 + Math.floorMod(task.getMetadata().getName().hashCode(), delayMillis + 1);
            stage.schedule(() -> set(task, wanted), delay, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void onDelete(MigrationTask task, boolean unknown) {}

    private static TaskState wanted(MigrationTask task) {
        var status = task.getStatus();
        if (status == null || status.state() == TaskState.Ended) {
            return null;
        }
        var desired = task.getSpec().desiredState();
        var atRest = status.state() == TaskState.NotStarted || status.state() == TaskState.Stopped;
        var resumed = status.state() == TaskState.Failed
                && task.getSpec().resumeNonce()
                        > (status.observedResumeNonce() == null ? 0 : status.observedResumeNonce());
        var asked = switch (desired) {
            case NotStarted -> null;
            case Running -> atRest || resumed ? TaskState.Running : null;
            case Stopped -> status.state() == TaskState.Running ? TaskState.Stopped : null;
            case Ended -> TaskState.Ended;
        };
        var played = task.getMetadata().getLabels().get("plays");
        return asked == null || played == null ? asked : TaskState.valueOf(played);
    }

    private void set(MigrationTask observed, TaskState state) {
        try {
            var meta = observed.getMetadata();
            var task = client.resources(MigrationTask.class)
                    .inNamespace(meta.getNamespace())
                    .withName(meta.getName())
                    .get();
            if (task == null || wanted(task) != state) {
                return;
            }
            task.setStatus(status(state, task));
            client.resource(task).updateStatus();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 409) {
                stage.execute(() -> set(observed, state));
            }
        }
    }

    private static MigrationTaskStatus status(TaskState state, MigrationTask task) {
        return Serialization.unmarshal(
                "{\"state\": \"%s\", \"phase\": \"IncrementalSync\", \"observedGeneration\": %d, \"observedResumeNonce\": %d, \"message\": \"played\"}"
                        .formatted(
                                state,
                                task.getMetadata().getGeneration(),
                                task.getSpec().resumeNonce()),
                MigrationTaskStatus.class);
    }

    /** What a desired state looks like to {@code kubectl}. */
    static DesiredState desired(TaskState state) {
        return switch (state) {
            case NotConfigured, NotStarted -> DesiredState.NotStarted;
            case Running, Modifying, Integrating, Failed, Completed -> DesiredState.Running;
            case Stopped -> DesiredState.Stopped;
            case Ending, Ended -> DesiredState.Ended;
        };
    }

    @Override
    public void close() {
        stage.shutdownNow();
        client.close();
    }
}
