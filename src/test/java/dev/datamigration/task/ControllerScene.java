package dev.datamigration.task;

import static org.awaitility.Awaitility.await;

import dev.datamigration.alert.AlertSystem;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.engine.TaskId;
import dev.datamigration.kubernetes.TaskCache;
import dev.datamigration.network.AddressPolicy;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.FakeEngine;
import dev.datamigration.testing.alert.SharedVertx;
import dev.datamigration.testing.alert.TestSettings;
import dev.datamigration.testing.operator.OperatorScene;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The controller at work in a namespace of its own of an API server, with an engine that moves nothing. */
final class ControllerScene implements AutoCloseable {

    final ApiServer server;
    final String namespace;
    final FakeEngine engine;
    private final AlertSystem alerts = new AlertSystem(TestSettings.DEFAULT, SharedVertx.get());
    private final OperatorScene scene;

    ControllerScene(ApiServer server, FakeEngine engine) {
        this.server = server;
        this.engine = engine;
        this.scene = new OperatorScene(server, "control");
        this.namespace = scene.namespace();
        secret("old");
        secret("new");
        startOperator();
    }

    private void startOperator() {
        scene.start(client -> List.of(new MigrationTaskReconciler(
                engine, client, FixedSettings.FAST, AddressPolicy.ANY, alerts, new TaskCache())));
    }

    /** Stops the operator in an orderly way; its engine forgets everything, as one whose process ends. */
    void restartOperator() {
        scene.stop();
        engine.forget(id());
        startOperator();
    }

    void secret(String name) {
        scene.secret(name, Map.of("username", "user", "password", "secret"));
    }

    void create(String fields) {
        var task = Serialization.unmarshal("""
                apiVersion: datamigration.dev/v1alpha1
                kind: MigrationTask
                metadata: {name: shop}
                spec:
                  source: {type: PostgreSQL, host: old, database: shop, credentialsSecretRef: {name: old}}
                  target: {type: PostgreSQL, host: new, database: shop, credentialsSecretRef: {name: new}}
                  objects: {include: ["public.*"]}
                """ + fields.indent(2), MigrationTask.class);
        server.client().resource(task).inNamespace(namespace).create();
    }

    Resource<MigrationTask> task() {
        return scene.task("shop");
    }

    /** A merge patch of the spec, as kubectl makes it. */
    void patch(String spec) {
        scene.patch("shop", spec);
    }

    TaskId id() {
        return scene.id("shop");
    }

    MigrationTaskStatus awaitState(TaskState state) {
        return await(status -> status.state() == state);
    }

    MigrationTaskStatus await(Predicate<MigrationTaskStatus> wanted) {
        return scene.awaitStatus("shop", wanted);
    }

    void awaitGone() {
        org.awaitility.Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> task().get() == null);
    }

    /** What a task that is gone has left, as it is kept for people. */
    List<ConfigMap> keptAfterDeletion() {
        return server.client()
                .configMaps()
                .inNamespace(namespace)
                .withLabel("datamigration.dev/report", "left-behind")
                .list()
                .getItems();
    }

    List<Event> events() {
        return scene.events();
    }

    List<String> eventReasons() {
        return events().stream().map(Event::getReason).toList();
    }

    @Override
    public void close() {
        scene.stop();
        alerts.close();
    }
}
