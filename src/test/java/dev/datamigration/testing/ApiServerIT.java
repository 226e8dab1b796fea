package dev.datamigration.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.DesiredState;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the product relies on in an API server, on the real one and on the mock, so that the two cannot drift apart. */
@ParameterizedClass
@MethodSource("servers")
class ApiServerIT {
    private static final String TASK = """
            apiVersion: datamigration.dev/v1alpha1
            kind: MigrationTask
            metadata:
              name: shop
              labels: {wave: "1"}
            spec:
              source: {type: PostgreSQL, host: old, database: shop, credentialsSecretRef: {name: source}}
              target: {type: PostgreSQL, host: new, database: shop, credentialsSecretRef: {name: target}}
              objects: {include: ["public.*"]}
            """;

    enum Kind {
        REAL,
        MOCK
    }

    @Parameter
    Kind kind;

    static Stream<Kind> servers() {
        return Stream.of(Kind.values());
    }

    private ApiServer server;
    private String namespace;

    @BeforeEach
    void namespace() {
        server = kind == Kind.REAL ? ApiServer.realOrSkip() : ApiServer.mock();
        namespace = server.newNamespace("fixture");
    }

    private MigrationTask create() {
        var task = Serialization.unmarshal(TASK, MigrationTask.class);
        return server.client().resource(task).inNamespace(namespace).create();
    }

    private Resource<MigrationTask> shop() {
        return server.client()
                .resources(MigrationTask.class)
                .inNamespace(namespace)
                .withName("shop");
    }

    @Test
    void defaultsAreFilledIn() {
        create();
        var stored = server.client()
                .genericKubernetesResources("datamigration.dev/v1alpha1", "MigrationTask")
                .inNamespace(namespace)
                .withName("shop")
                .get();
        assertThat((Integer) stored.get("spec", "source", "port")).isEqualTo(5432);
        assertThat((String) stored.get("spec", "desiredState")).isEqualTo("NotStarted");
        assertThat((List<?>) stored.get("spec", "migrationTypes")).hasSize(4);
    }

    @Test
    void statusAndSpecAreWrittenApart() {
        var task = create();
        task.setStatus(status("hello"));
        var updated = server.client().resource(task).updateStatus();
        assertThat(updated.getStatus().message()).isEqualTo("hello");
        assertThat(updated.getMetadata().getGeneration()).isEqualTo(1);

        edit(DesiredState.Running);
        var running = shop().get();
        assertThat(running.getMetadata().getGeneration()).isEqualTo(2);
        assertThat(running.getStatus().message()).isEqualTo("hello");

        running.setStatus(status("ignored"));
        server.client().resource(running).update();
        assertThat(shop().get().getStatus().message()).isEqualTo("hello");
        assertThat(shop().get().getMetadata().getGeneration()).isEqualTo(2);
    }

    @Test
    void aStaleWriteIsRefused() {
        var stale = create();
        edit(DesiredState.Running);
        stale.setStatus(status("stale"));
        assertThatThrownBy(() -> server.client().resource(stale).updateStatus())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
    }

    @Test
    void aWriteThatChangesNothingKeepsTheVersion() {
        var task = create();
        var same = server.client().resource(shop().get()).update();
        assertThat(same.getMetadata().getResourceVersion())
                .isEqualTo(task.getMetadata().getResourceVersion());
    }

    @Test
    void deletionWaitsForFinalizers() {
        create();
        shop().edit(task -> {
            task.addFinalizer("datamigration.dev/release");
            return task;
        });
        shop().delete();
        var deleting = shop().get();
        assertThat(deleting.isMarkedForDeletion()).isTrue();
        deleting.removeFinalizer("datamigration.dev/release");
        server.client().resource(deleting).update();
        await().untilAsserted(() -> assertThat(shop().get()).isNull());
    }

    @Test
    void applyCreatesMergesAndGivesUpFields() {
        var first = applyAs("git", TASK.replace("spec:", "spec:\n  limits: {rowsPerSecond: 10, bytesPerSecond: 20}"));
        assertThat(first.getSpec().limits().rowsPerSecond()).isEqualTo(10);
        applyAs("batch", head() + "spec: {desiredState: Running}");
        var merged = shop().get();
        assertThat(merged.getSpec().desiredState()).isEqualTo(DesiredState.Running);
        assertThat(merged.getSpec().limits().rowsPerSecond()).isEqualTo(10);
        assertThat(merged.getMetadata().getGeneration()).isEqualTo(2);
        assertThat(managers(merged)).contains("git", "batch");

        var without = applyAs("git", TASK.replace("spec:", "spec:\n  limits: {rowsPerSecond: 10}"));
        assertThat(without.getSpec().limits().bytesPerSecond()).isZero();
        assertThat(without.getSpec().desiredState()).isEqualTo(DesiredState.Running);
    }

    @Test
    void applyRefusesAnothersFieldUnlessForced() {
        applyAs("git", TASK.replace("spec:", "spec:\n  desiredState: Running"));
        String stop = head() + "spec: {desiredState: Stopped}";
        assertThatThrownBy(() -> patch("batch", stop, false))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409))
                .hasMessageContaining(".spec.desiredState");
        assertThat(patch("batch", stop, true).getSpec().desiredState()).isEqualTo(DesiredState.Stopped);
    }

    @Test
    void mergePatchRemovesWithNull() {
        create();
        edit(DesiredState.Running);
        merge("{\"metadata\":{\"labels\":{\"wave\":null}},\"spec\":{\"limits\":{\"rowsPerSecond\":7}}}");
        assertThat(shop().get().getMetadata().getLabels()).isNullOrEmpty();
        assertThat(shop().get().getSpec().limits().rowsPerSecond()).isEqualTo(7);
    }

    @Test
    void labelSelectorsFilter() {
        create();
        var tasks = server.client().resources(MigrationTask.class).inNamespace(namespace);
        assertThat(tasks.withLabel("wave", "1").list().getItems()).hasSize(1);
        assertThat(tasks.withLabel("wave", "2").list().getItems()).isEmpty();
        assertThat(tasks.withLabelIn("wave", "1", "2").list().getItems()).hasSize(1);
        assertThat(tasks.withLabelNotIn("wave", "1", "3").list().getItems()).isEmpty();
    }

    @Test
    void watchesSeeEveryChange() {
        try (var informer = server.client()
                .resources(MigrationTask.class)
                .inNamespace(namespace)
                .inform()) {
            create();
            await().until(() -> informer.getStore().list().size() == 1);
            edit(DesiredState.Running);
            await().until(() -> informer.getStore().list().get(0).getSpec().desiredState() == DesiredState.Running);
            shop().delete();
            await().until(() -> informer.getStore().list().isEmpty());
        }
    }

    private static MigrationTaskStatus status(String message) {
        return Serialization.unmarshal("{\"message\": \"" + message + "\"}", MigrationTaskStatus.class);
    }

    private void edit(DesiredState state) {
        merge("{\"spec\":{\"desiredState\":\"" + state + "\"}}");
    }

    private void merge(String patch) {
        shop().patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    private static String head() {
        return "apiVersion: datamigration.dev/v1alpha1\nkind: MigrationTask\nmetadata: {name: shop}\n";
    }

    private MigrationTask applyAs(String manager, String yaml) {
        return patch(manager, yaml, true);
    }

    private MigrationTask patch(String manager, String yaml, boolean force) {
        var context = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .withForce(force)
                .build();
        var configuration = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        server.client().resource(configuration).inNamespace(namespace).patch(context);
        return shop().get();
    }

    private static List<String> managers(MigrationTask task) {
        return task.getMetadata().getManagedFields().stream()
                .map(entry -> entry.getManager())
                .toList();
    }
}
