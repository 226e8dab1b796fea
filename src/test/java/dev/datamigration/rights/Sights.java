package dev.datamigration.rights;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.stream.Stream;

/** What can be seen of the scenario through the API server. */
final class Sights {
    private final KubernetesClient client;
    private final String operators;
    private final String tasks;

    Sights(KubernetesClient client, String operators, String tasks) {
        this.client = client;
        this.operators = operators;
        this.tasks = tasks;
    }

    /** Ready, and has renewed its Lease. */
    boolean operatorLeads() {
        return client.pods().inNamespace(operators).list().getItems().stream()
                        .flatMap(pod -> pod.getStatus().getConditions().stream())
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"))
                && client.leases().inNamespace(operators).list().getItems().stream()
                        .anyMatch(lease -> lease.getSpec()
                                .getRenewTime()
                                .isAfter(lease.getSpec().getAcquireTime()));
    }

    boolean event() {
        return list(Event.class).stream()
                .anyMatch(event -> Deeds.TASK.equals(event.getRegarding().getName()));
    }

    boolean gone(String batch) {
        return batch(batch) == null;
    }

    BatchOperation batch(String name) {
        return client.resources(BatchOperation.class)
                .inNamespace(tasks)
                .withName(name)
                .get();
    }

    boolean verified() {
        var status = status();
        return status.phase() == Phase.FullVerification
                && Boolean.TRUE.equals(status.phaseComplete())
                && Boolean.TRUE.equals(status.verification().consistent());
    }

    boolean awaits() {
        return status().awaiting() != null;
    }

    boolean report() {
        return client.configMaps().inNamespace(tasks).list().getItems().stream()
                .anyMatch(map -> map.getData().containsKey("report.yaml"));
    }

    boolean diagnosis() {
        return String.valueOf(status().message()).contains("its pod is Running");
    }

    long epoch() {
        return status().epoch() == null ? 0 : status().epoch();
    }

    TaskState state() {
        return status().state();
    }

    boolean noWorker() {
        return state() == TaskState.Stopped
                && Stream.of(StatefulSet.class, Service.class, ServiceAccount.class, Secret.class)
                        .flatMap(kind -> list(kind).stream())
                        .noneMatch(object -> object.getMetadata().getName().startsWith("dm-"));
    }

    boolean noTask() {
        return client.resources(MigrationTask.class)
                        .inNamespace(tasks)
                        .withName(Deeds.TASK)
                        .get()
                == null;
    }

    private MigrationTaskStatus status() {
        var task = client.resources(MigrationTask.class)
                .inNamespace(tasks)
                .withName(Deeds.TASK)
                .get();
        return task == null || task.getStatus() == null ? MigrationTaskStatus.empty() : task.getStatus();
    }

    private <T extends HasMetadata> List<T> list(Class<T> kind) {
        return client.resources(kind).inNamespace(tasks).list().getItems();
    }
}
