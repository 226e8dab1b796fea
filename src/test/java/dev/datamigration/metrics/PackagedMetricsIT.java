package dev.datamigration.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.Patience;
import dev.datamigration.testing.operator.OperatorProcess;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the application as it is shipped shows of a task, of a batch operation and of its controllers. */
class PackagedMetricsIT {
    private static final Pattern NAME = Pattern.compile("^([a-zA-Z_:]+)");

    private static final Path LOG = CrdFiles.projectDirectory().resolve("target/metrics-operator.log");

    private final ApiServer server = ApiServer.shared();
    private final String namespace = server.newNamespace("metrics");

    @Test
    void showsTasksWhileTheyAreThereAndBatchesThatEnded() {
        create("MigrationTask", "shop", "{}");
        var options = OperatorProcess.optionsFor(namespace, 256);
        var application = OperatorProcess.packagedApplication(CrdFiles.projectDirectory());
        try (var operator = OperatorProcess.start(application, server.kubeconfig(), LOG, options)) {
            operator.awaitReady(Patience.LIMIT);
            var state =
                    "datamigration_task_state{namespace=\"%s\",name=\"shop\",state=\"NotConfigured\",phase=\"\"} 1.0"
                            .formatted(namespace);
            awaitShown(operator, state);
            awaitShown(operator, "datamigration_leader 1.0");
            create("BatchOperation", "stop", "{operation: Stop, selector: {}}");
            awaitShown(operator, "datamigration_batch_duration_seconds_count{operation=\"Stop\",outcome=");
            awaitShown(
                    operator, "datamigration_batch_task_results_total{operation=\"Stop\",result=\"unsupported\"} 1.0");
            awaitShown(operator, "reconciliations_execution_duration_seconds_count{controller_name=\"migrationtask\"");
            assertOnlyDocumented(operator.get("/q/metrics"));
            server.client()
                    .resources(MigrationTask.class)
                    .inNamespace(namespace)
                    .withName("shop")
                    .delete();
            await().until(() -> !operator.get("/q/metrics").contains("name=\"shop\""));
        }
    }

    private void create(String kind, String name, String spec) {
        server.client()
                .resource(Serialization.<io.fabric8.kubernetes.api.model.HasMetadata>unmarshal(
                        """
                        apiVersion: datamigration.dev/v1alpha1
                        kind: %s
                        metadata: {name: %s, namespace: %s}
                        spec: %s
                        """.formatted(kind, name, namespace, spec)))
                .create();
    }

    private static void awaitShown(OperatorProcess operator, String series) {
        await().untilAsserted(() -> assertThat(operator.get("/q/metrics")).contains(series));
    }

    private static void assertOnlyDocumented(String scrape) {
        var documented =
                MetricsDocumentTest.metrics().stream().map(Metric::name).collect(Collectors.toSet());
        Set<String> shown = Arrays.stream(scrape.split("\n"))
                .filter(line -> line.startsWith("datamigration_"))
                .map(line ->
                        NAME.matcher(line).results().findFirst().orElseThrow().group())
                .map(name -> name.replaceAll("_(bucket|count|sum|max)$", ""))
                .collect(Collectors.toSet());
        assertThat(documented).containsAll(shown);
        assertThat(shown).hasSizeGreaterThan(5);
    }
}
