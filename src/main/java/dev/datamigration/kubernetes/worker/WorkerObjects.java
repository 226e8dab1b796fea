package dev.datamigration.kubernetes.worker;

import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.engine.TaskId;
import dev.datamigration.engine.remote.ProvisioningRefusedException;
import dev.datamigration.engine.remote.WorkerAddress;
import dev.datamigration.engine.remote.WorkerProvisioner;
import dev.datamigration.engine.wire.Certificates;
import dev.datamigration.kubernetes.Ownership;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Workers as pods: for each task a StatefulSet, a headless Service, a ServiceAccount and a Secret, in the task's
 * namespace. Written when a worker is started and not again until the next is.
 */
@Singleton
public class WorkerObjects implements WorkerProvisioner {
    /** Under which our writes are noted. */
    static final String FIELD_MANAGER = "data-migration-operator";

    private static final int INVALID = 422;

    private final KubernetesClient client;
    private final WorkerSecrets secrets;
    private final WorkerPods pods;
    private final LeadingPod pod;
    private final Path template;

    @Inject
    public WorkerObjects(KubernetesClient client, WorkerPodSettings settings) {
        this(
                client,
                settings.template()
                        .orElseThrow(() -> new IllegalStateException("datamigration.engine.run-in=pod needs"
                                + " datamigration.engine.pod.template, a file with the template of worker pods")));
    }

    /**
     * Reads the template now, to say at once what is wrong with it, and again whenever a worker is started: the mounted
     * file changes with the chart's values.
     */
    public WorkerObjects(KubernetesClient client, Path template) {
        this.client = client;
        this.secrets = new WorkerSecrets(client);
        this.pods = new WorkerPods(client);
        this.pod = new LeadingPod(client, pods);
        this.template = template;
        WorkerTemplate.read(template);
    }

    @Override
    public Set<String> tasks(String namespace) {
        return client
                .apps()
                .statefulSets()
                .inNamespace(namespace)
                .withLabel(WorkerLabels.COMPONENT, WorkerLabels.WORKER)
                .list()
                .getItems()
                .stream()
                .map(found -> found.getMetadata().getLabels().get(WorkerLabels.TASK_UID))
                .filter(Objects::nonNull) // one that somebody else labelled
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<Found> find(TaskId task) {
        pods.watch(task.namespace());
        return statefulSet(task)
                .filter(worker -> Ownership.isOf(worker, task.uid()))
                .flatMap(worker -> epoch(worker)
                        .flatMap(epoch -> secrets.of(task, worker)
                                .map(secret -> new Found(
                                        epoch,
                                        address(task, secret),
                                        worker.getSpec().getReplicas()))));
    }

    private Optional<StatefulSet> statefulSet(TaskId task) {
        return Optional.ofNullable(client.apps()
                .statefulSets()
                .inNamespace(task.namespace())
                .withName(WorkerName.of(task))
                .get());
    }

    /** Empty where somebody has overwritten it: then the worker is none that could be taken up with. */
    private static Optional<Long> epoch(StatefulSet worker) {
        try {
            return Optional.of(
                    Long.valueOf(worker.getMetadata().getAnnotations().get(WorkerLabels.EPOCH)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public WorkerAddress start(TaskId task, long epoch, EngineSettings settings, int workers) {
        try {
            return write(task, epoch, settings, workers);
        } catch (KubernetesClientException e) {
            if (NamespaceDeletion.isMeantBy(e)) {
                throw new ProvisioningRefusedException(task.namespace(), e);
            }
            throw e;
        }
    }

    private WorkerAddress write(TaskId task, long epoch, EngineSettings settings, int workers) {
        pods.watch(task.namespace());
        var manifests = new WorkerManifests(task);
        var there = statefulSet(task);
        there.filter(other -> !Ownership.isOf(other, task.uid())).ifPresent(other -> {
            throw Ownership.refusal(other);
        });
        var secret = there.flatMap(worker -> secrets.of(task, worker)).orElseGet(() -> secrets.renew(task));
        apply(manifests.serviceAccount());
        apply(manifests.service());
        applyOwn(manifests.statefulSet(
                epoch,
                workers,
                settings,
                WorkerTemplate.read(template),
                secret.getMetadata().getUid()));
        return address(task, secret);
    }

    /** Only the number, and only of the task's own: all else of it belongs to the epoch that it was started for. */
    @Override
    public void resize(TaskId task, int workers) {
        try {
            client.apps()
                    .statefulSets()
                    .inNamespace(task.namespace())
                    .withName(WorkerName.of(task))
                    .patch(
                            new PatchContext.Builder()
                                    .withPatchType(PatchType.JSON)
                                    .withFieldManager(FIELD_MANAGER)
                                    .build(),
                            "[%s,{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":%d}]"
                                    .formatted(Ownership.test(task.uid()), workers));
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND && e.getCode() != INVALID) {
                throw e;
            }
        }
    }

    private void apply(HasMetadata wanted) {
        if (!Ownership.admits(client, wanted)) {
            throw Ownership.refusal(wanted);
        }
        applyOwn(wanted);
    }

    private void applyOwn(HasMetadata wanted) {
        client.resource(wanted).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
    }

    private static WorkerAddress address(TaskId task, Secret secret) {
        return new WorkerAddress(
                WorkerName.host(task),
                WorkerPod.PORT,
                decoded(secret, "token"),
                Certificates.parse(decoded(secret, "tls.crt")));
    }

    private static String decoded(Secret secret, String key) {
        return new String(Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
    }

    @Override
    public String diagnosis(TaskId task) {
        return pod.diagnosis(task);
    }

    @Override
    public boolean isDown(TaskId task, boolean ran) {
        return pod.isDown(task, ran);
    }

    /** The StatefulSet makes another. Should the old process still run, the databases refuse what it writes. */
    @Override
    public void replace(TaskId task) {
        pod.remove(task);
    }

    /** The StatefulSet last: as long as it is there, the rest is found again. What is another's is left. */
    @Override
    public void remove(TaskId task) {
        var manifests = new WorkerManifests(task);
        secrets.remove(task);
        remove(manifests.service());
        remove(manifests.serviceAccount());
        statefulSet(task)
                .filter(there -> Ownership.isOf(there, task.uid()))
                .ifPresent(there -> client.resource(there).delete());
    }

    private void remove(HasMetadata ours) {
        if (Ownership.admits(client, ours)) {
            client.resource(ours).delete();
        }
    }

    /** Watches no pods any more. */
    @PreDestroy
    public void close() {
        pods.close();
    }
}
