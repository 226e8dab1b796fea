package dev.datamigration.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.batch.BatchOperationStatus;
import dev.datamigration.api.status.WaitingStatus;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.batch.BatchOperationReconciler;
import dev.datamigration.batch.BatchSettings;
import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.kubernetes.RequesterSource;
import dev.datamigration.kubernetes.TaskCache;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.network.AddressPolicy;
import dev.datamigration.task.FixedSettings;
import dev.datamigration.task.MigrationTaskReconciler;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.FakeEngine;
import dev.datamigration.testing.Kubectl;
import dev.datamigration.testing.alert.SharedVertx;
import dev.datamigration.testing.alert.TestSettings;
import dev.datamigration.testing.operator.OperatorScene;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Both controllers at work in a namespace of their own, with an engine that moves nothing, and alerts that go out. */
final class AlertScene implements AutoCloseable {
    private static final Pattern COMMAND = Pattern.compile("kubectl ([\\w -]+)");

    private record BatchPace(Duration pollInterval, Duration settleTime) implements BatchSettings {
        @Override
        public RequesterSource requesters() {
            return RequesterSource.Manager;
        }
    }

    final String namespace;
    final FakeEngine engine = new FakeEngine();
    private final ApiServer server;
    private final AlertDeliverySettings settings;
    private AlertSystem alerts;
    private final OperatorScene scene;

    AlertScene(ApiServer server) {
        this(server, TestSettings.LOCAL);
    }

    AlertScene(ApiServer server, AlertDeliverySettings settings) {
        this.server = server;
        this.settings = settings;
        this.scene = new OperatorScene(server, "alerts");
        this.namespace = scene.namespace();
        secret("logins", Map.of("username", "user", "password", "secret"));
        startOperator();
    }

    void startOperator() {
        alerts = new AlertSystem(settings, SharedVertx.get());
        var cache = new TaskCache();
        scene.start(client -> List.of(
                new MigrationTaskReconciler(engine, client, FixedSettings.FAST, AddressPolicy.ANY, alerts, cache),
                new BatchOperationReconciler(client, new BatchPace(Duration.ofMillis(100), Duration.ZERO), cache)));
    }

    /** Nothing of what this process knew of alerts is left. */
    void stopOperator() {
        alerts.close();
        scene.stop();
    }

    void secret(String name, Map<String, String> values) {
        scene.secret(name, values);
    }

    void task(String name, String fields) {
        var task = Serialization.unmarshal("""
                apiVersion: datamigration.dev/v1alpha1
                kind: MigrationTask
                metadata: {name: %s, namespace: %s}
                spec:
                  source: {type: PostgreSQL, host: old, database: shop, credentialsSecretRef: {name: logins}}
                  target: {type: PostgreSQL, host: new, database: shop, credentialsSecretRef: {name: logins}}
                  objects: {include: ["public.*"]}
                """.formatted(name, namespace) + fields.indent(2), MigrationTask.class);
        server.client().resource(task).create();
    }

    Resource<MigrationTask> task(String name) {
        return scene.task(name);
    }

    void patch(String name, String spec) {
        scene.patch(name, spec);
    }

    TaskId id(String name) {
        return scene.id(name);
    }

    void fails(String name, String message) {
        fails(name, new Failure(FailureCode.RowRefused, null, message, "remove the constraint"));
    }

    void fails(String name, Failure failure) {
        Awaitility.await().until(() -> engine.report(id(name)).isPresent());
        engine.report(
                id(name), new WorkerState.Failed(task(name).get().getStatus().phase(), failure));
    }

    void waits(String name, Instant since, String holder) {
        Awaitility.await().until(() -> engine.report(id(name)).isPresent());
        var waiting = new WaitingStatus(
                Side.Target, since.toString(), holder, "On the target: SELECT pg_terminate_backend(7);");
        engine.find(
                id(name),
                new WorkerDetails(
                        null, null, null, null, null, null, null, null, null, waiting, null, null, null, null));
        engine.report(
                id(name), new WorkerState.Running(task(name).get().getStatus().phase()));
    }

    MigrationTaskStatus await(String name, Predicate<MigrationTaskStatus> wanted) {
        return scene.awaitStatus(name, wanted);
    }

    /** From a manifest, as kubectl sends it: with whatever nulls it has. */
    void batch(String name, String spec) {
        var batch = Serialization.unmarshal(
                """
                apiVersion: datamigration.dev/v1alpha1
                kind: BatchOperation
                metadata: {name: %s, namespace: %s}
                spec: %s
                """.formatted(name, namespace, spec), io.fabric8.kubernetes.api.model.GenericKubernetesResource.class);
        server.client().resource(batch).create();
    }

    BatchOperationStatus awaitEnd(String name) {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> server.client()
                                .resources(BatchOperation.class)
                                .inNamespace(namespace)
                                .withName(name)
                                .get()
                                .getStatus(),
                        status -> status != null && status.completedAt() != null);
    }

    /** Everything of the namespace that people can see, but Secrets. */
    String visible() {
        var objects = new java.util.ArrayList<Object>();
        objects.addAll(server.client()
                .resources(MigrationTask.class)
                .inNamespace(namespace)
                .list()
                .getItems());
        objects.addAll(server.client()
                .resources(BatchOperation.class)
                .inNamespace(namespace)
                .list()
                .getItems());
        objects.addAll(events());
        return Serialization.asYaml(objects);
    }

    List<Event> events() {
        return scene.events();
    }

    /** Runs the command that a message prints, and returns what it prints. */
    String run(String message) {
        var command = COMMAND.matcher(message);
        assertThat(command.find()).as(message).isTrue();
        return new Kubectl(server.kubeconfig()).run("", command.group(1).split(" "));
    }

    @Override
    public void close() {
        stopOperator();
    }
}
