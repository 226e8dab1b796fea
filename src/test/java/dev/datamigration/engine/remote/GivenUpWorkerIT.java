package dev.datamigration.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Api;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.kubernetes.TaskCache;
import dev.datamigration.network.AddressPolicy;
import dev.datamigration.task.FixedSettings;
import dev.datamigration.task.MigrationTaskReconciler;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.alert.TestAlerts;
import dev.datamigration.testing.proxy.TcpProxy;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The controller ends a task whose engine is in a process of its own and one of whose servers is gone for good. */
@Tag("long")
class GivenUpWorkerIT {
    private final ApiServer server = ApiServer.shared();
    private final String namespace = server.newNamespace("given-up");
    private final TestDatabase source = PostgresServers.source().createDatabase("given_up");
    private final TestDatabase target = PostgresServers.target().createDatabase("given_up");
    private ProcessWorkplace workplace;
    private WorkerEngine engine;
    private Operator operator;

    @BeforeEach
    void start() throws IOException {
        workplace = new ProcessWorkplace(CrdFiles.projectDirectory().resolve("target/given-up-worker.log"));
        engine = new WorkerEngine(workplace, new GivenSettings());
        operator = new Operator(overrider -> overrider
                .withKubernetesClient(server.newClient())
                .withUseSSAToPatchPrimaryResource(false)
                .withCloseClientOnStop(true));
        var settings = new FixedSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
        operator.register(
                new MigrationTaskReconciler(
                        engine,
                        operator.getKubernetesClient(),
                        settings,
                        AddressPolicy.ANY,
                        TestAlerts.system(),
                        new TaskCache()),
                overrider -> overrider.settingNamespace(namespace));
        operator.start();
    }

    @AfterEach
    void stop() {
        operator.stop();
        engine.close();
        workplace.close();
    }

    @Test
    void whatCanBeReachedIsReleasedAndTheWorkerGoes() {
        source.execute(
                "CREATE TABLE account (id bigint PRIMARY KEY)", "INSERT INTO account SELECT generate_series(1, 20000)");
        try (var proxy = TcpProxy.to(target.host(), target.port())) {
            create(proxy.port());
            await().ignoreExceptions() // before the checkpoints are there
                    .until(() -> target.count("datamigration.chunk WHERE done") > 0);
            proxy.refuse();
            proxy.cut();
            patch("{\"desiredState\": \"Ended\"}");
            awaitStatus(status -> status.state() == TaskState.Ending && status.release() != null);
            assertThat(workplace.tasks(namespace))
                    .as("its servers are asked by it")
                    .hasSize(1);

            patch("{\"release\": {\"mode\": \"Abandon\", \"acknowledge\": true}}");
            var ended = awaitStatus(status -> status.state() == TaskState.Ended);
            assertThat(ended.release().leftBehind())
                    .singleElement()
                    .asString()
                    .contains("target database " + target.host() + ":" + proxy.port());
            assertThat(source.count("pg_replication_slots WHERE database = current_database()"))
                    .isZero();
            await().untilAsserted(() -> assertThat(workplace.tasks(namespace)).isEmpty());
        }
    }

    private void create(int targetPort) {
        server.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("login")
                        .withNamespace(namespace)
                        .addToAnnotations(Api.ALLOWED_HOSTS, "*")
                        .endMetadata()
                        .addToStringData("username", source.user())
                        .addToStringData("password", source.password())
                        .build())
                .create();
        server.client()
                .resource(Serialization.unmarshal(
                        """
                        apiVersion: datamigration.dev/v1alpha1
                        kind: MigrationTask
                        metadata: {name: shop, namespace: %s}
                        spec:
                          desiredState: Running
                          source: {type: PostgreSQL, host: %s, port: %d, database: %s, credentialsSecretRef: {name: login}, tls: {mode: Disable}}
                          target: {type: PostgreSQL, host: %s, port: %d, database: %s, credentialsSecretRef: {name: login}, tls: {mode: Disable}}
                          objects: {include: ["public.*"]}
                          fullMigration: {chunkRows: 200}
                          limits: {rowsPerSecond: 500}
                        """.formatted(
                                        namespace,
                                        source.host(),
                                        source.port(),
                                        source.name(),
                                        target.host(),
                                        targetPort,
                                        target.name()),
                        MigrationTask.class))
                .create();
    }

    private Resource<MigrationTask> task() {
        return server.client()
                .resources(MigrationTask.class)
                .inNamespace(namespace)
                .withName("shop");
    }

    private void patch(String spec) {
        task().patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": " + spec + "}");
    }

    private MigrationTaskStatus awaitStatus(Predicate<MigrationTaskStatus> wanted) {
        return await().until(
                        () -> Optional.ofNullable(task().get().getStatus()).orElseGet(MigrationTaskStatus::empty),
                        wanted);
    }
}
