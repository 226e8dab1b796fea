package dev.datamigration.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.kubernetes.TaskCache;
import dev.datamigration.network.AddressPolicy;
import dev.datamigration.task.FixedSettings;
import dev.datamigration.task.MigrationTaskReconciler;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.alert.TestAlerts;
import dev.datamigration.testing.operator.OperatorScene;
import dev.datamigration.testing.proxy.TcpProxy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The controller ends a task whose engine is in a process of its own and one of whose servers is gone for good. */
@Tag("long")
class GivenUpWorkerIT {
    private final ApiServer server = ApiServer.shared();
    private final OperatorScene scene = new OperatorScene(server, "given-up");
    private final String namespace = scene.namespace();
    private final TestDatabase source = PostgresServers.source().createDatabase("given_up");
    private final TestDatabase target = PostgresServers.target().createDatabase("given_up");
    private ProcessWorkplace workplace;
    private WorkerEngine engine;

    @BeforeEach
    void start() throws IOException {
        workplace = new ProcessWorkplace(CrdFiles.projectDirectory().resolve("target/given-up-worker.log"));
        engine = new WorkerEngine(workplace, new GivenSettings());
        var settings = new FixedSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
        scene.start(client -> List.of(new MigrationTaskReconciler(
                engine, client, settings, AddressPolicy.ANY, TestAlerts.system(), new TaskCache())));
    }

    @AfterEach
    void stop() {
        scene.stop();
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
            scene.patch("shop", "{\"desiredState\": \"Ended\"}");
            scene.awaitStatus("shop", status -> status.state() == TaskState.Ending && status.release() != null);
            assertThat(workplace.tasks(namespace))
                    .as("its servers are asked by it")
                    .hasSize(1);

            scene.patch("shop", "{\"release\": {\"mode\": \"Abandon\", \"acknowledge\": true}}");
            var ended = scene.awaitStatus("shop", status -> status.state() == TaskState.Ended);
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
        scene.secret("login", Map.of("username", source.user(), "password", source.password()));
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
}
