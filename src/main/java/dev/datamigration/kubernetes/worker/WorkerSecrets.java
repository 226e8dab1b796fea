package dev.datamigration.kubernetes.worker;

import dev.datamigration.engine.TaskId;
import dev.datamigration.engine.remote.WorkerIdentity;
import dev.datamigration.kubernetes.Ownership;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/**
 * The Secrets with the tokens and keys of workers. One is trusted if the task's StatefulSet names its UID, which the API
 * server gives and nobody chooses. What a Secret says of its owner proves nothing: whoever may create Secrets can say so,
 * and would know the token and the key. Whoever may change the StatefulSet runs pods, and mounts what he likes anyway.
 */
final class WorkerSecrets {
    private final KubernetesClient client;

    WorkerSecrets(KubernetesClient client) {
        this.client = client;
    }

    /** The Secret that this worker was started with; empty if it is there no more, whatever bears its name now. */
    Optional<Secret> of(TaskId task, StatefulSet worker) {
        var started = startedWith(worker);
        return at(task).filter(secret -> secret.getMetadata().getUid().equals(started));
    }

    private static String startedWith(StatefulSet worker) {
        var pod = worker.getSpec().getTemplate().getMetadata();
        return pod == null ? null : pod.getAnnotations().get(WorkerLabels.IDENTITY);
    }

    /**
     * A new one in the place of what is there, which may be left from a start that was broken off.
     *
     * @throws IllegalStateException if what is there does not even claim to be the task's
     */
    Secret renew(TaskId task) {
        at(task).ifPresent(there -> {
            if (!Ownership.isOf(there, task.uid())) {
                throw Ownership.refusal(there);
            }
            client.resource(there).delete();
        });
        return client.resource(new WorkerManifests(task).secret(WorkerIdentity.create(WorkerName.hosts(task))))
                .create();
    }

    /** Leaves what does not claim to be the task's. */
    void remove(TaskId task) {
        at(task).filter(there -> Ownership.isOf(there, task.uid()))
                .ifPresent(there -> client.resource(there).delete());
    }

    private Optional<Secret> at(TaskId task) {
        return Optional.ofNullable(client.secrets()
                .inNamespace(task.namespace())
                .withName(WorkerName.of(task))
                .get());
    }
}
