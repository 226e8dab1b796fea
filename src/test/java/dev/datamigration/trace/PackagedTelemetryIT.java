package dev.datamigration.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.crash.TaskManifests;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.Patience;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.operator.OperatorProcess;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spans and JSON log lines of a small migration by the application as it is shipped. */
class PackagedTelemetryIT {

    private final Path log = CrdFiles.projectDirectory().resolve("target/telemetry-operator.log");
    private final ApiServer server = ApiServer.shared();
    private final String namespace = server.newNamespace("telemetry");
    private TestDatabase source;
    private TestDatabase target;

    @BeforeEach
    void databases() throws IOException {
        Files.deleteIfExists(log);
        source = PostgresServers.source().createDatabase("telemetry_source");
        target = PostgresServers.target().createDatabase("telemetry_target");
        source.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.t (id int PRIMARY KEY)",
                "INSERT INTO shop.t SELECT generate_series(1, 100)");
    }

    @Test
    void tellsWhatWasDoneWithTaskAndPhaseAndWithoutSecrets() throws IOException {
        try (var collector = Collector.start()) {
            migrate("-Dotel.exporter.otlp.endpoint=" + collector.endpoint(), "-Dotel.bsp.schedule.delay=200");
            var spans = collector.texts();
            assertThat(spans)
                    .contains("data-migration-operator", "reconcile", "phase", namespace)
                    .contains("datamigration.phase", "SchemaMigration", "FullMigration", "FullVerification")
                    .doesNotContain(source.password());
        }
        var lines = Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("{"))
                .map(line -> Serialization.unmarshal(line, com.fasterxml.jackson.databind.JsonNode.class))
                .toList();
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(
                        line -> assertThat(line.fieldNames()).toIterable().contains("timestamp", "level", "message"));
        assertThat(lines)
                .as("lines about the task say so")
                .anySatisfy(line -> assertThat(line.at("/mdc/task").asText()).isEqualTo(namespace + "/shop"));
        assertThat(Files.readString(log)).doesNotContain(source.password());
    }

    @Test
    void tellsNobodyUnlessAsked() throws IOException {
        try (var operator = start()) {
            create(TaskManifests.task("shop", source, target, 100_000));
            await("a failure for want of Secrets")
                    .until(() ->
                            task().getStatus() != null && task().getStatus().state() == TaskState.Failed);
            operator.stop();
        }
        assertThat(Files.readString(log)).doesNotContain("Traces of").doesNotContain("opentelemetry");
    }

    private OperatorProcess start(String... more) {
        var options = new ArrayList<>(OperatorProcess.optionsFor(namespace, 256));
        options.add("-Dquarkus.log.console.json.enabled=true");
        options.addAll(List.of(more));
        var application = OperatorProcess.packagedApplication(CrdFiles.projectDirectory());
        var operator = OperatorProcess.start(application, server.kubeconfig(), log, options);
        operator.awaitReady(Patience.LIMIT);
        return operator;
    }

    /** From the start to the end of a task that moves 100 rows. */
    private void migrate(String... more) {
        try (var operator = start(more)) {
            create(TaskManifests.secret("shop-source", source));
            create(TaskManifests.secret("shop-target", target));
            create(TaskManifests.task("shop", source, target, 100_000));
            await("verified").until(() -> {
                var status = task().getStatus();
                return status != null
                        && status.phase() == Phase.FullVerification
                        && Boolean.TRUE.equals(status.phaseComplete());
            });
            server.client().resource(task()).edit(task -> {
                var asked = Serialization.unmarshal(
                        Serialization.asJson(task)
                                .replace("\"desiredState\":\"Running\"", "\"desiredState\":\"Ended\""),
                        MigrationTask.class);
                return asked;
            });
            await("ended").until(() -> task().getStatus().state() == TaskState.Ended);
            operator.stop();
        }
    }

    private void create(io.fabric8.kubernetes.api.model.HasMetadata resource) {
        resource.getMetadata().setNamespace(namespace);
        server.client().resource(resource).create();
    }

    private MigrationTask task() {
        return server.client()
                .resources(MigrationTask.class)
                .inNamespace(namespace)
                .withName("shop")
                .get();
    }
}
