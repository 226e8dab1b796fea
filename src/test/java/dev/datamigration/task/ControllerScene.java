package dev.datamigration.task;

import static org.awaitility.Awaitility.await;

import dev.datamigration.alert.AlertSystem;
import dev.datamigration.api.Api;
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
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** The controller at work in a namespace of its own of an API server, with an engine that moves nothing. */
final class ControllerScene implements AutoCloseable {

    final ApiServer server;
    final String namespace;
    final FakeEngine engine;
    private final AlertSystem alerts = new AlertSystem(TestSettings.DEFAULT, SharedVertx.get());
    private Operator operator;

    ControllerScene(ApiServer server, FakeEngine engine) {
        this.server = server;
        this.engine = engine;
        this.namespace = server.newNamespace("control");
        secret("old");
        secret("new");
        startOperator();
    }

    private void startOperator() {
        operator = new Operator(overrider -> overrider
                .withKubernetesClient(server.newClient())
                .withUseSSAToPatchPrimaryResource(false)
                .withCloseClientOnStop(true));
        operator.register(
                new MigrationTaskReconciler(
                        engine,
                        operator.getKubernetesClient(),
                        FixedSettings.FAST,
                        AddressPolicy.ANY,
                        alerts,
                        new TaskCache()),
                overrider -> overrider.settingNamespace(namespace));
        operator.start();
    }

    /** Stops the operator in an orderly way; its engine forgets everything, as one whose process ends. */
    void restartOperator() {
        operator.stop();
        engine.forget(id());
        startOperator();
    }

    void secret(String name) {
        server.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .addToAnnotations(Api.ALLOWED_HOSTS, "*")
                        .endMetadata()
                        .addToData("username", "dXNlcg==")
                        .addToData("password", "c2VjcmV0")
                        .build())
                .create();
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
        return server.client()
                .resources(MigrationTask.class)
                .inNamespace(namespace)
                .withName("shop");
    }

    /** A merge patch of the spec, as kubectl makes it. */
    void patch(String spec) {
        task().patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": " + spec + "}");
    }

    TaskId id() {
        return new TaskId(namespace, "shop", task().get().getMetadata().getUid());
    }

    MigrationTaskStatus awaitState(TaskState state) {
        return await(status -> status.state() == state);
    }

    MigrationTaskStatus await(Predicate<MigrationTaskStatus> wanted) {
        return org.awaitility.Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> java.util.Optional.ofNullable(task().get())
                                .map(MigrationTask::getStatus)
                                .orElseGet(MigrationTaskStatus::empty),
                        wanted);
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
        return server.client()
                .events()
                .v1()
                .events()
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    List<String> eventReasons() {
        return events().stream().map(Event::getReason).toList();
    }

    @Override
    public void close() {
        operator.stop();
        alerts.close();
    }
}
