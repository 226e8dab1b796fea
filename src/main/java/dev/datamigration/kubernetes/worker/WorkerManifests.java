package dev.datamigration.kubernetes.worker;

import dev.datamigration.api.Api;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.engine.TaskId;
import dev.datamigration.engine.remote.WorkerIdentity;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The objects of one task's worker. They belong to the task: whatever removes it removes them. */
public final class WorkerManifests {
    private final TaskId task;
    private final String name;

    public WorkerManifests(TaskId task) {
        this.task = task;
        this.name = WorkerName.of(task);
    }

    /** Never changed, only replaced: a process has read it once. */
    public Secret secret(WorkerIdentity identity) {
        return new SecretBuilder()
                .withMetadata(meta().build())
                .withType("Opaque")
                .withImmutable(true)
                .withData(Map.of(
                        "token", encoded(identity.token()),
                        "tls.crt", encoded(identity.certificate()),
                        "tls.key", encoded(identity.key())))
                .build();
    }

    /** May do nothing: a worker has no business with the API server. */
    ServiceAccount serviceAccount() {
        return new ServiceAccountBuilder()
                .withMetadata(meta().build())
                .withAutomountServiceAccountToken(false)
                .build();
    }

    /** Gives each pod a name that outlives it. */
    Service service() {
        return new ServiceBuilder()
                .withMetadata(meta().build())
                .withNewSpec()
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .withSelector(WorkerLabels.selector(task))
                .addNewPort()
                .withName("https")
                .withPort(WorkerPod.PORT)
                .withNewTargetPort(WorkerPod.PORT)
                .endPort()
                .endSpec()
                .build();
    }

    /**
     * The pods.
     *
     * @param workers how many
     * @param identity the Secret's UID
     */
    StatefulSet statefulSet(
            long epoch, int workers, EngineSettings settings, WorkerTemplate template, String identity) {
        return new StatefulSetBuilder()
                .withMetadata(meta().addToAnnotations(WorkerLabels.EPOCH, Long.toString(epoch))
                        .build())
                .withNewSpec()
                .withReplicas(workers)
                .withServiceName(name)
                // a pod that cannot start must not stand in the way of its better successor
                .withPodManagementPolicy("Parallel")
                .withNewSelector()
                .withMatchLabels(WorkerLabels.selector(task))
                .endSelector()
                .withTemplate(new WorkerPod(task, name).template(template, settings, identity))
                .endSpec()
                .build();
    }

    private ObjectMetaBuilder meta() {
        return new ObjectMetaBuilder(new ObjectMeta())
                .withName(name)
                .withNamespace(task.namespace())
                .withLabels(WorkerLabels.all(task))
                .addToAnnotations(WorkerLabels.TASK, task.name())
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(Api.GROUP + "/" + Api.VERSION)
                        .withKind("MigrationTask")
                        .withName(task.name())
                        .withUid(task.uid())
                        .withController(true)
                        .build());
    }

    private static String encoded(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }
}
