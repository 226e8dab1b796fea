package dev.datamigration.kubernetes.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.WorkerResources;
import dev.datamigration.engine.TaskId;
import dev.datamigration.engine.remote.ProvisioningRefusedException;
import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the mock, and on a real API server where there is one. */
class WorkerObjectsIT {
    private static final String TEMPLATE = """
            metadata: {labels: {team: data}}
            spec:
              securityContext: {runAsNonRoot: true}
              containers:
                - name: worker
                  image: example.com/operator:1
                  env: [{name: JAVA_TOOL_OPTIONS, value: -Xmx1g}]
                  resources: {requests: {cpu: 500m}}
                  volumeMounts: [{name: tmp, mountPath: /tmp}]
                - {name: proxy, image: "example.com/proxy:1"}
              volumes: [{name: tmp, emptyDir: {}}]
            """;

    private static final String OWNER = UUID.randomUUID().toString();

    @TempDir
    private Path directory;

    private final ApiServer api = ApiServer.shared();
    private final KubernetesClient client = api.client();
    private final String namespace = api.newNamespace("workers");
    private final TaskId task = new TaskId(
            namespace,
            "9-a.task.with-a-name-that-is-far-too-long-for-a-service",
            UUID.randomUUID().toString());
    private WorkerObjects workers;

    @BeforeEach
    void template() throws IOException {
        workers = new WorkerObjects(client, Files.writeString(directory.resolve("pod.yaml"), TEMPLATE));
    }

    @AfterEach
    void end() {
        workers.close();
    }

    @Test
    void aWorkerIsStartedFoundAndRemoved() {
        assertThat(workers.tasks(namespace)).isEmpty();
        assertThat(workers.find(task)).isEmpty();
        var address = workers.start(task, 3, EngineSettings.DEFAULT, 1);
        assertThat(workers.tasks(namespace)).containsExactly(task.uid());
        assertThat(workers.find(task)).hasValueSatisfying(found -> {
            assertThat(found.epoch()).isEqualTo(3);
            assertThat(found.address()).isEqualTo(address);
        });
        assertThat(address.host()).endsWith("." + namespace + ".svc");
        assertThat(address.toString()).doesNotContain(address.token());

        workers.remove(task);
        workers.remove(task);
        assertThat(workers.tasks(namespace)).isEmpty();
        assertThat(client.secrets().inNamespace(namespace).list().getItems()).isEmpty();
        assertThat(client.services().inNamespace(namespace).list().getItems()).isEmpty();
    }

    @Test
    void aNamespaceThatIsBeingDeletedTakesNoWorker() {
        assumeTrue(api.isReal());
        client.namespaces().withName(namespace).delete();
        assertThatThrownBy(() -> workers.start(task, 3, EngineSettings.DEFAULT, 1))
                .isInstanceOf(ProvisioningRefusedException.class)
                .hasMessageContaining(namespace);
        workers.remove(task);
    }

    @Test
    void theNextEpochKeepsTheIdentityAndDoesNotReplaceThePod() {
        var first = workers.start(task, 1, EngineSettings.DEFAULT, 1);
        var before = statefulSet();
        var second = workers.start(task, 2, EngineSettings.DEFAULT, 1);
        assertThat(second).isEqualTo(first);
        assertThat(statefulSet().getSpec().getTemplate())
                .isEqualTo(before.getSpec().getTemplate());
        assertThat(statefulSet().getMetadata().getAnnotations()).containsEntry(WorkerLabels.EPOCH, "2");
    }

    @Test
    void theTemplateIsKeptAndThePodCanDoNothingWithTheApiServer() {
        workers.start(task, 1, EngineSettings.DEFAULT, 1);
        var pod = statefulSet().getSpec().getTemplate();
        assertThat(pod.getMetadata().getLabels()).containsEntry("team", "data");
        assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSpec().getServiceAccountName()).isEqualTo(WorkerName.of(task));
        assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSpec().getContainers()).hasSize(2);
        var worker = pod.getSpec().getContainers().get(0);
        assertThat(worker.getEnv())
                .extracting(EnvVar::getName)
                .containsExactly(
                        "JAVA_TOOL_OPTIONS",
                        "QUARKUS_PROFILE",
                        "DATAMIGRATION_WORKER_TASK_UID",
                        "DATAMIGRATION_WORKER_SECRET",
                        "DATAMIGRATION_HELPERS_ADDRESS");
        assertThat(worker.getVolumeMounts()).hasSize(2);
        assertThat(worker.getResources().getRequests()).containsEntry("cpu", new Quantity("500m"));
    }

    @Test
    void helpersComeAndGoAndNeitherIsANewWorker() {
        var address = workers.start(task, 1, EngineSettings.DEFAULT, 3);
        assertThat(statefulSet().getSpec().getReplicas()).isEqualTo(3);
        assertThat(workers.find(task).orElseThrow().workers()).isEqualTo(3);
        var before = statefulSet();
        workers.resize(task, 1);
        assertThat(statefulSet().getSpec().getReplicas()).isEqualTo(1);
        assertThat(statefulSet().getSpec().getTemplate())
                .isEqualTo(before.getSpec().getTemplate());
        assertThat(statefulSet().getMetadata().getAnnotations()).containsEntry(WorkerLabels.EPOCH, "1");
        assertThat(workers.start(task, 2, EngineSettings.DEFAULT, 2)).isEqualTo(address);
        assertThat(statefulSet().getSpec().getReplicas()).isEqualTo(2);

        assertThat(address.host()).startsWith(WorkerName.of(task) + "-0." + WorkerName.of(task) + ".");
        var helpers = before.getSpec().getTemplate().getSpec().getContainers().get(0).getEnv().stream()
                .filter(variable -> variable.getName().equals("DATAMIGRATION_HELPERS_ADDRESS"))
                .findFirst()
                .orElseThrow();
        assertThat(helpers.getValue().replace("%d", "0")).isEqualTo(address.host() + ":" + address.port());

        workers.remove(task);
        workers.resize(task, 3);
        assertThat(workers.tasks(namespace)).isEmpty();
    }

    @Test
    void theTasksOwnResourcesReplaceThoseOfTheTemplate() {
        var resources = new WorkerResources(Map.of("memory", new Quantity("3Gi")), null);
        workers.start(task, 1, new EngineSettings(null, null, resources, null), 1);
        assertThat(statefulSet()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getResources()
                        .getRequests())
                .isEqualTo(resources.requests());
    }

    @Test
    void allOfItBelongsToTheTask() {
        workers.start(task, 1, EngineSettings.DEFAULT, 1);
        assertThat(statefulSet().getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> {
                    assertThat(owner.getUid()).isEqualTo(task.uid());
                    assertThat(owner.getController()).isTrue();
                });
        Secret secret = client.secrets()
                .inNamespace(namespace)
                .withName(WorkerName.of(task))
                .get();
        assertThat(secret.getImmutable()).isTrue();
        assertThat(secret.getMetadata().getOwnerReferences()).hasSize(1);
        assertThat(secret.getData()).containsOnlyKeys("token", "tls.crt", "tls.key");
    }

    @Test
    void aLostPodIsReplacedAndSaidToBeWhatItIs() {
        assertThat(workers.diagnosis(task)).contains("does not exist");
        client.resource(pod()).create();
        workers.replace(task);
        assertThat(client.pods().inNamespace(namespace).list().getItems()).isEmpty();
        workers.replace(task);
    }

    @Test
    void aWatchTellsWhetherThePodRunsWithoutARequest() {
        workers.start(task, 1, EngineSettings.DEFAULT, 1);
        assertThat(workers.isDown(task, false)).as("not there yet").isFalse();
        await().until(() -> workers.isDown(task, true));
        client.resource(pod()).create();
        await().until(() -> !workers.isDown(task, true));
        stands(new ContainerStateBuilder()
                .withNewWaiting()
                .withReason("ImagePullBackOff")
                .endWaiting()
                .build());
        await().until(() -> workers.isDown(task, false));
        stands(new ContainerStateBuilder()
                .withNewRunning()
                .withStartedAt("2026-01-01T00:00:00Z")
                .endRunning()
                .build());
        await().until(() -> !workers.isDown(task, true));
        stands(new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(137)
                .withReason("OOMKilled")
                .endTerminated()
                .build());
        await().until(() -> workers.isDown(task, true));
        assertThat(workers.diagnosis(task)).contains("OOMKilled (exit code 137)");
    }

    private void stands(ContainerState state) {
        client.resource(pod())
                .editStatus(pod -> new PodBuilder(pod)
                        .withNewStatus()
                        .withPhase("Running")
                        .addNewContainerStatus()
                        .withName("worker")
                        .withImage("example.com/operator:1")
                        .withImageID("")
                        .withReady(false)
                        .withRestartCount(0)
                        .withState(state)
                        .endContainerStatus()
                        .endStatus()
                        .build());
    }

    private Pod pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName(WorkerName.of(task) + "-0")
                .withNamespace(namespace)
                .withLabels(WorkerLabels.all(task))
                .addNewOwnerReference()
                .withApiVersion("apps/v1")
                .withKind("StatefulSet")
                .withName(WorkerName.of(task))
                .withUid(OWNER)
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("worker")
                .withImage("example.com/operator:1")
                .endContainer()
                .endSpec()
                .build();
    }

    @Test
    void aTemplateWithoutAnImageIsRefusedAtTheStart() throws IOException {
        var file = Files.writeString(directory.resolve("bare.yaml"), "spec: {containers: [{name: worker}]}");
        assertThatThrownBy(() -> new WorkerObjects(client, file)).hasMessageContaining("no image");
    }

    private StatefulSet statefulSet() {
        return client.apps()
                .statefulSets()
                .inNamespace(namespace)
                .withName(WorkerName.of(task))
                .get();
    }
}
