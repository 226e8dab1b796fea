package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.TaskState;
import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.batch.BatchOperationStatus;
import dev.datamigration.api.batch.BatchTaskResult;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.engine.MigrationEngine;
import dev.datamigration.kubernetes.TaskCache;
import dev.datamigration.network.AddressPolicy;
import dev.datamigration.task.ControlSettings;
import dev.datamigration.task.MigrationTaskReconciler;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.Patience;
import dev.datamigration.testing.alert.TestAlerts;
import dev.datamigration.testing.operator.OperatorScene;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Batch operations in a namespace of their own, on tasks whose controller is played, or the real one. */
final class BatchScene implements AutoCloseable {
    final String namespace;
    Duration patience = Patience.LIMIT;
    /** Between two looks at all tasks. */
    Duration pollInterval = Duration.ofMillis(20);

    BatchSettings settings = new FastBatches();
    ControlSettings taskSettings = new FastTasks();
    private final ApiServer server;
    private final PlayedController tasks;
    private final MigrationEngine engine;
    private final OperatorScene scene;

    BatchScene(ApiServer server) {
        this(server, 100);
    }

    /** @param delayMillis about how long a task takes to come to another state */
    BatchScene(ApiServer server, long delayMillis) {
        this.server = server;
        this.scene = new OperatorScene(server, "batch");
        this.namespace = scene.namespace();
        this.tasks = new PlayedController(server.newClient(), namespace, delayMillis);
        this.engine = null;
    }

    private BatchScene(ApiServer server, MigrationEngine engine) {
        this.server = server;
        this.scene = new OperatorScene(server, "batch");
        this.namespace = scene.namespace();
        this.tasks = null;
        this.engine = engine;
    }

    /** Tasks have their own controller here, which commands the engine. */
    static BatchScene withTaskController(ApiServer server, MigrationEngine engine) {
        return new BatchScene(server, engine);
    }

    /** Starts an operator; where tasks are played, it can do nothing but batch operations. */
    Wire startOperator(Wire wire) {
        startOperator(client(wire));
        return wire;
    }

    /** @param client is closed with the operator */
    void startOperator(KubernetesClient client) {
        scene.start(client, this::controllers);
    }

    private List<Reconciler<? extends HasMetadata>> controllers(KubernetesClient client) {
        var cache = new TaskCache();
        return List.of(
                new BatchOperationReconciler(client, settings, cache),
                engine == null
                        ? new IdleTaskReconciler(cache)
                        : new MigrationTaskReconciler(
                                engine, client, taskSettings, AddressPolicy.ANY, TestAlerts.system(), cache));
    }

    private KubernetesClient client(Wire wire) {
        return new KubernetesClientBuilder()
                .withConfig(config())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("wire", wire))
                .build();
    }

    Config config() {
        return server.client().getConfiguration();
    }

    void stopOperator() {
        scene.stop();
    }

    void task(String name, TaskState state, String labels) {
        task(name, state, "IncrementalSync", labels);
    }

    void task(String name, TaskState state, String phase, String labels) {
        var task = Serialization.unmarshal(
                """
                apiVersion: datamigration.dev/v1alpha1
                kind: MigrationTask
                metadata: {name: %s, namespace: %s, labels: {%s}}
                spec:
                  desiredState: %s
                  source: {type: PostgreSQL, host: old, database: shop, credentialsSecretRef: {name: old}}
                  target: {type: PostgreSQL, host: new, database: shop, credentialsSecretRef: {name: new}}
                  objects: {include: ["public.*"]}
                """.formatted(name, namespace, labels, PlayedController.desired(state)), MigrationTask.class);
        server.client().resource(task).create();
        setState(name, state, phase);
    }

    void create(HasMetadata object) {
        server.client().resource(object).inNamespace(namespace).create();
    }

    void setState(String name, TaskState state, String phase) {
        setStatus(name, """
                {"state": "%s", "phase": "%s", "incremental": {"checkpointTimestamp": "2026-01-01T00:00:00Z"}}
                """.formatted(state, phase));
    }

    /** The task has loaded something under its first worker, which is gone. */
    void loadedSomething(String name, TaskState state) {
        setStatus(
                name, "state: %s\nphase: FullMigration\nepoch: 1\ncheckpoints: {target: {epoch: 1}}".formatted(state));
    }

    /** As a whole. */
    void setStatus(String name, String status) {
        var task = task(name).get();
        task.setStatus(Serialization.unmarshal(status, MigrationTaskStatus.class));
        server.client().resource(task).updateStatus();
    }

    /** As a whole. */
    void setStatus(BatchOperation batch, String status) {
        batch.setStatus(Serialization.unmarshal(status, BatchOperationStatus.class));
        server.client().resource(batch).updateStatus();
    }

    Resource<MigrationTask> task(String name) {
        return scene.task(name);
    }

    List<MigrationTask> tasks() {
        return server.client()
                .resources(MigrationTask.class)
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    void batch(String name, String spec) {
        server.client().resource(composed(name, spec)).create();
    }

    /** On somebody's behalf. */
    void batch(String name, String requester, String spec) {
        var batch = composed(name, spec);
        batch.getMetadata().setAnnotations(java.util.Map.of("datamigration.dev/requested-by", requester));
        create(batch);
    }

    BatchOperation composed(String name, String spec) {
        return Serialization.unmarshal("""
                apiVersion: datamigration.dev/v1alpha1
                kind: BatchOperation
                metadata: {name: %s, namespace: %s}
                spec: %s
                """.formatted(name, namespace, spec), BatchOperation.class);
    }

    Resource<BatchOperation> batch(String name) {
        return server.client()
                .resources(BatchOperation.class)
                .inNamespace(namespace)
                .withName(name);
    }

    void patch(String name, String spec) {
        batch(name).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": " + spec + "}");
    }

    List<BatchOperation> batches() {
        return server.client()
                .resources(BatchOperation.class)
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    /** Names of the tasks that the API server finds by a selector. */
    String[] names(String selector) {
        return server
                .client()
                .resources(MigrationTask.class)
                .inNamespace(namespace)
                .withLabelSelector(selector)
                .list()
                .getItems()
                .stream()
                .map(task -> task.getMetadata().getName())
                .toArray(String[]::new);
    }

    /** The task stands in a step of the forward switchover that waits for an answer. */
    void awaits(String name, String step, int attempt, String actions) {
        setStatus(
                name,
                "state: Running\nphase: ForwardSwitchover\nawaiting: {step: %s, attempt: %d, actions: [%s]}"
                        .formatted(step, attempt, actions));
    }

    void patchTask(String name, String spec) {
        task(name).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": " + spec + "}");
    }

    BatchOperationStatus await(String name, Predicate<BatchOperationStatus> wanted) {
        var last = new BatchOperationStatus[1];
        org.awaitility.Awaitility.await()
                .atMost(patience)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    var batch = batch(name).get();
                    last[0] = batch == null ? null : batch.getStatus();
                    return last[0] != null && wanted.test(last[0]);
                });
        return last[0];
    }

    BatchOperationStatus awaitEnd(String name) {
        return await(name, status -> status.completedAt() != null);
    }

    static java.util.Map<String, BatchTaskResult> byName(BatchOperationStatus status) {
        return status.tasks().stream().collect(Collectors.toMap(BatchTaskResult::name, Function.identity()));
    }

    List<String> eventReasons(String about) {
        return server.client().events().v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> event.getRegarding().getName().equals(about))
                .map(event -> event.getReason())
                .toList();
    }

    void awaitTasks(String what, Predicate<MigrationTaskStatus> wanted) {
        awaitStatuses(what, () -> tasks().stream().map(BatchScene::status).toList(), wanted);
    }

    void awaitTask(String name, Predicate<MigrationTaskStatus> wanted) {
        awaitStatuses(name, () -> List.of(status(task(name).get())), wanted);
    }

    private static MigrationTaskStatus status(MigrationTask task) {
        return task.getStatus() == null ? MigrationTaskStatus.empty() : task.getStatus();
    }

    /** Where it takes too long, the statuses that were read last are what the failure shows. */
    private void awaitStatuses(
            String what, Supplier<List<MigrationTaskStatus>> read, Predicate<MigrationTaskStatus> wanted) {
        org.awaitility.Awaitility.await(what)
                .atMost(patience)
                .pollInterval(pollInterval)
                .ignoreExceptionsInstanceOf(KubernetesClientException.class) // a busy server is asked again
                .untilAsserted(() -> assertThat(read.get()).allMatch(wanted));
    }

    void awaitGone(String name) {
        org.awaitility.Awaitility.await()
                .atMost(patience)
                .until(() -> batch(name).get() == null);
    }

    @Override
    public void close() {
        stopOperator();
        if (tasks != null) {
            tasks.close();
        }
    }
}
