package dev.datamigration.kubernetes;

import dev.datamigration.api.EngineSettings;
import dev.datamigration.engine.TaskId;
import dev.datamigration.engine.remote.NoPlaceException;
import dev.datamigration.engine.remote.WorkerAddress;
import dev.datamigration.engine.remote.WorkerIdentity;
import dev.datamigration.engine.remote.Workplace;
import dev.datamigration.engine.wire.Certificates;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Workers as pods: for each task a StatefulSet, a headless Service, a ServiceAccount and a Secret, in the task's
 * namespace. Written when a worker is started and not again until the next is.
 */
@Singleton
public class WorkerObjects implements Workplace {
    /** Under which our writes are noted. */
    static final String FIELD_MANAGER = "data-migration-operator";

    private final KubernetesClient client;
    private final Path template;

    @Inject
    WorkerObjects(KubernetesClient client, WorkerPodSettings settings) {
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
    WorkerObjects(KubernetesClient client, Path template) {
        this.client = client;
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
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<Found> find(TaskId task) {
        var name = WorkerName.of(task);
        var found = client.apps()
                .statefulSets()
                .inNamespace(task.namespace())
                .withName(name)
                .get();
        return Optional.ofNullable(found)
                .filter(worker -> Ownership.isOf(worker, task.uid()))
                .flatMap(worker -> secret(task)
                        .filter(secret -> Ownership.isOf(secret, task.uid()))
                        .map(secret -> new Found(
                                epoch(worker),
                                address(task, secret),
                                worker.getSpec().getReplicas())));
    }

    private static long epoch(StatefulSet worker) {
        return Long.parseLong(worker.getMetadata().getAnnotations().getOrDefault(WorkerLabels.EPOCH, "0"));
    }

    @Override
    public WorkerAddress start(TaskId task, long epoch, EngineSettings settings, int workers) {
        try {
            return write(task, epoch, settings, workers);
        } catch (KubernetesClientException e) {
            if (NamespaceDeletion.isMeantBy(e)) {
                throw new NoPlaceException(task.namespace(), e);
            }
            throw e;
        }
    }

    private WorkerAddress write(TaskId task, long epoch, EngineSettings settings, int workers) {
        var manifests = new WorkerManifests(task);
        var secret = secret(task).orElseGet(() -> create(task, manifests));
        if (!Ownership.isOf(secret, task.uid())) {
            throw notOurs(secret);
        }
        apply(manifests.serviceAccount());
        apply(manifests.service());
        apply(manifests.statefulSet(
                epoch,
                workers,
                settings,
                WorkerTemplate.read(template),
                secret.getMetadata().getUid()));
        return address(task, secret);
    }

    /** Only the number: all else of it belongs to the epoch that it was started for. */
    @Override
    public void resize(TaskId task, int workers) {
        try {
            client.apps()
                    .statefulSets()
                    .inNamespace(task.namespace())
                    .withName(WorkerName.of(task))
                    .patch(
                            new PatchContext.Builder()
                                    .withPatchType(PatchType.JSON_MERGE)
                                    .withFieldManager(FIELD_MANAGER)
                                    .build(),
                            "{\"spec\":{\"replicas\":" + workers + "}}");
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
    }

    private Secret create(TaskId task, WorkerManifests manifests) {
        try {
            return client.resource(manifests.secret(WorkerIdentity.create(WorkerName.hosts(task))))
                    .create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            return secret(task).orElseThrow(() -> e); // another operator was quicker
        }
    }

    private Optional<Secret> secret(TaskId task) {
        return Optional.ofNullable(client.secrets()
                .inNamespace(task.namespace())
                .withName(WorkerName.of(task))
                .get());
    }

    private void apply(HasMetadata wanted) {
        if (!Ownership.admits(client, wanted)) {
            throw notOurs(wanted);
        }
        client.resource(wanted).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
    }

    private static IllegalStateException notOurs(HasMetadata object) {
        var meta = object.getMetadata();
        return new IllegalStateException(
                "the %s %s in namespace %s is there, and is not the task's; delete it: kubectl -n %s delete %s %s"
                        .formatted(
                                object.getKind(),
                                meta.getName(),
                                meta.getNamespace(),
                                meta.getNamespace(),
                                object.getKind().toLowerCase(Locale.ROOT),
                                meta.getName()));
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
        try {
            return PodDiagnosis.of(client.pods()
                    .inNamespace(task.namespace())
                    .withName(WorkerName.pod(task, 0))
                    .get());
        } catch (KubernetesClientException e) {
            return "its pod cannot be looked at: " + e.getMessage();
        }
    }

    /**
     * Removes the pod without waiting for its node, which may be gone; the StatefulSet makes another. Should the old
     * process still run, the databases refuse what it writes.
     */
    @Override
    public void replace(TaskId task) {
        client.pods()
                .inNamespace(task.namespace())
                .withName(WorkerName.pod(task, 0))
                .withGracePeriod(0)
                .delete();
    }

    /** The StatefulSet last: as long as it is there, the rest is found again. */
    @Override
    public void remove(TaskId task) {
        remove(task, Secret.class);
        remove(task, Service.class);
        remove(task, ServiceAccount.class);
        remove(task, StatefulSet.class);
    }

    private void remove(TaskId task, Class<? extends HasMetadata> kind) {
        client.resources(kind)
                .inNamespace(task.namespace())
                .withName(WorkerName.of(task))
                .delete();
    }
}
