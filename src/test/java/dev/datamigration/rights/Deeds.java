package dev.datamigration.rights;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.crash.TaskManifests;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.cluster.TestKubelet;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What people do in the scenario, and what befalls. */
final class Deeds {
    static final String TASK = "shop";
    private static final List<String> BUSY =
            IntStream.range(0, 8).mapToObj(i -> "busy-" + i).toList();

    private final KubernetesClient client;
    private final TestKubelet kubelet;
    private final String operators;
    private final String tasks;

    Deeds(KubernetesClient client, TestKubelet kubelet, String operators, String tasks) {
        this.client = client;
        this.kubelet = kubelet;
        this.operators = operators;
        this.tasks = tasks;
    }

    void start() {
        var source = PostgresServers.source().createDatabase("rights_source");
        var target = PostgresServers.target().createDatabase("rights_target");
        source.execute("CREATE SCHEMA shop; CREATE TABLE shop.item (id int PRIMARY KEY, name text);"
                + " INSERT INTO shop.item SELECT n, 'item ' || n FROM generate_series(1, 1000) n");
        create(TaskManifests.secret(TASK + "-source", source));
        create(TaskManifests.secret(TASK + "-target", target));
        create(notStarted(TaskManifests.task(TASK, source, target, 100_000)));
        create("BatchOperation", "start", "{operation: Start, tasks: [shop], ttlSecondsAfterFinished: 1}");
    }

    private static HasMetadata notStarted(MigrationTask task) {
        var generic = Serialization.unmarshal(Serialization.asJson(task), GenericKubernetesResource.class);
        generic.<Map<String, Object>>get("spec").put("desiredState", "NotStarted");
        return generic;
    }

    /** A batch operation that meets, at one of its tasks at least, a write that it has not seen. */
    void editBusyTasks() {
        BUSY.forEach(name -> create(notStarted(Serialization.clone(task(name)))));
        create("BatchOperation", "busy", """
                {operation: ModifyAlertConfiguration, tasks: %s, alertConfiguration: {}, ttlSecondsAfterFinished: 1}""".formatted(BUSY));
        for (var name : BUSY) {
            var changing = new Thread(() -> keepChanging(name), name);
            changing.setDaemon(true);
            changing.start();
        }
    }

    private MigrationTask task(String name) {
        var task = client.resources(MigrationTask.class)
                .inNamespace(tasks)
                .withName(TASK)
                .get();
        var other = new MigrationTask();
        other.getMetadata().setName(name);
        other.setSpec(task.getSpec());
        return other;
    }

    private void keepChanging(String name) {
        try {
            for (var i = 0; new Sights(client, operators, tasks).batch("busy") != null; i++) {
                patch(name, "{\"metadata\": {\"annotations\": {\"changed\": \"%d times\"}}}".formatted(i));
            }
        } catch (RuntimeException e) {
            // the scenario has ended
        }
    }

    void killOperator() {
        var pod = client.pods().inNamespace(operators).list().getItems().get(0);
        kubelet.kill(pod.getMetadata().getName());
        client.leases().inNamespace(operators).delete();
    }

    void enter() {
        patch(TASK, "{\"spec\": {\"forwardSwitchover\": {\"entered\": true}}}");
    }

    void abort() {
        patch(TASK, "{\"spec\": {\"forwardSwitchover\": {\"entered\": false}}}");
    }

    void loseWorker() {
        var pod = client.pods().inNamespace(tasks).list().getItems().get(0);
        kubelet.lose(pod.getMetadata().getName());
    }

    void stop() {
        patch(TASK, "{\"spec\": {\"desiredState\": \"Stopped\"}}");
    }

    void delete() {
        client.resources(MigrationTask.class).inNamespace(tasks).withName(TASK).delete();
    }

    private void patch(String name, String patch) {
        client.resources(MigrationTask.class)
                .inNamespace(tasks)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    private void create(String kind, String name, String spec) {
        create(Serialization.unmarshal("""
                apiVersion: datamigration.dev/v1alpha1
                kind: %s
                metadata: {name: %s}
                spec: %s
                """.formatted(kind, name, spec), GenericKubernetesResource.class));
    }

    private void create(HasMetadata object) {
        client.resource(object).inNamespace(tasks).create();
    }
}
