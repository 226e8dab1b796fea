package dev.datamigration.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.api.MigrationTask;
import dev.datamigration.helm.Chart;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.cluster.ControllerManager;
import dev.datamigration.testing.cluster.TestKubelet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What an operator costs that has 5,000 tasks and nothing to do: memory, requests, and the time until it is at work. Two
 * replicas from the chart, on an API server that writes down what they ask.
 */
@Tag("long")
class IdleOperatorIT {
    private static final int TASKS = 5_000;
    private static final int NAMESPACES = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration OBSERVED = Duration.ofMinutes(3);

    private final Path directory = CrdFiles.projectDirectory().resolve("target/idle");
    private final Path audit = directory.resolve("audit.log");
    private ApiServer api;
    private KubernetesClient client;
    private String operators;
    private List<String> namespaces;
    private ControllerManager controllers;
    private TestKubelet kubelet;

    @BeforeEach
    void cluster() throws IOException {
        Files.createDirectories(directory);
        Files.deleteIfExists(audit);
        api = ApiServer.auditedOrSkip(audit);
        Assumptions.assumeTrue(ControllerManager.isAvailable(), "skipped: needs kube-controller-manager, too");
        client = api.client();
        operators = api.newNamespace("operators");
        namespaces = IntStream.range(0, NAMESPACES)
                .mapToObj(n -> api.newNamespace("team"))
                .toList();
        kubelet = TestKubelet.start(client, Set.of(operators), directory.resolve(operators));
        controllers = ControllerManager.start(api.kubeconfig(), directory.resolve("controller-manager.log"));
    }

    @AfterEach
    void end() {
        if (kubelet != null) {
            kubelet.close();
        }
        if (controllers != null) {
            controllers.close();
        }
        api.close();
    }

    @Test
    void fiveThousandTasksCostLittleWhileNothingHappens() {
        createTasks();
        new Kubectl(api.kubeconfig()).apply(chart());
        await("two operators").atMost(PATIENCE).until(() -> pods().size() == 2 && leader() != null);
        await("every task has a status")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(this::allLookedAt);
        System.Logger out = System.getLogger("idle");

        var before = requests();
        var begun = Instant.now();
        await("time to pass")
                .pollDelay(OBSERVED)
                .atMost(OBSERVED.plusMinutes(1))
                .until(() -> true);
        var minutes = Duration.between(begun, Instant.now()).toMillis() / 60_000.0;
        var perMinute = new TreeMap<String, Double>();
        requests().forEach((what, count) -> {
            var more = count - before.getOrDefault(what, 0L);
            if (more > 0) {
                perMinute.put(what, Math.round(10 * more / minutes) / 10.0);
            }
        });
        var standby = pods().stream().filter(pod -> !pod.leads()).findFirst().orElseThrow();
        out.log(System.Logger.Level.INFO, "requests per minute of both replicas: {0}", perMinute);
        out.log(System.Logger.Level.INFO, "memory of the leader: {0}", memory(leader()));
        out.log(System.Logger.Level.INFO, "memory of the replica that stands by: {0}", memory(standby));

        var leading = leader();
        var residentLeader = leading.residentMegabytes();
        kubelet.kill(standby.name());
        kubelet.kill(leading.name());
        var killed = Instant.now();
        await("a leader").atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> leader() != null);
        var leads = since(killed);
        await("a first reconcile")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> reconciled() >= 1);
        var first = since(killed);
        await("all reconciled")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> reconciled() >= TASKS);
        out.log(
                System.Logger.Level.INFO,
                "both replicas killed and started again: a leader after {0} ms, its first reconcile after {1} ms, all"
                        + " {2} tasks after {3} ms",
                leads,
                first,
                TASKS,
                since(killed));

        assertThat(perMinute.values().stream().mapToDouble(rate -> rate).sum())
                .as("requests per minute")
                .isLessThan(120);
        assertThat(perMinute.keySet().stream().filter(what -> what.startsWith("update") || what.startsWith("patch")))
                .as("writes of anything but the lease")
                .allMatch(what -> what.endsWith(" leases"));
        assertThat(residentLeader).as("MB").isLessThan(512);
    }

    private void createTasks() {
        var threads = new ForkJoinPool(8);
        threads.submit(() -> IntStream.range(0, TASKS).parallel().forEach(this::createTask))
                .join();
        threads.shutdown();
    }

    /** Two fifths were migrated and ended, and have a status as a real one has; a tenth lacks its source. */
    private void createTask(int number) {
        var ended = number % 5 < 2;
        var task = Serialization.unmarshal(
                """
                apiVersion: datamigration.dev/v1alpha1
                kind: MigrationTask
                metadata: {name: "task-%d", namespace: %s, labels: {wave: "%d"}}
                spec:
                  desiredState: %s
                  %s
                  target: {type: PostgreSQL, host: new.example, database: shop, credentialsSecretRef: {name: b}}
                  objects: {include: ["public.*"]}
                """.formatted(
                                number,
                                namespaces.get(number % NAMESPACES),
                                number % 7,
                                ended ? "Ended" : "NotStarted",
                                number % 10 == 9
                                        ? ""
                                        : "source: {type: PostgreSQL, host: old.example, database: shop, credentialsSecretRef: {name: a}}"),
                MigrationTask.class);
        var created = client.resource(task).create();
        if (ended) {
            created.setStatus(
                    Serialization.unmarshal(endedStatus(), MigrationTask.class).getStatus());
            client.resource(created).updateStatus();
        }
    }

    private static String endedStatus() {
        var tables = IntStream.range(0, 30).mapToObj(n -> """
                        {table: public.table_%d, result: Consistent, consistent: 12345, sourceOnly: 0, targetOnly: 0, mismatched: 0}""".formatted(n)).collect(Collectors.joining(", "));
        return """
                apiVersion: datamigration.dev/v1alpha1
                kind: MigrationTask
                metadata: {name: any}
                status:
                  observedGeneration: 1
                  state: Ended
                  phase: FullVerification
                  phaseComplete: true
                  epoch: 1
                  startedAt: "2026-01-01T00:00:00Z"
                  message: everything is released
                  full: {stage: Done, tables: 30, tablesLoaded: 30, chunks: 60, chunksLoaded: 60, migratedRows: 370350}
                  verification: {runNonce: 0, skipped: false, percent: 100, tables: 30, tablesCompared: 30, consistent: true, tableResults: [%s]}
                """.formatted(tables);
    }

    private boolean allLookedAt() {
        return client.resources(MigrationTask.class).inAnyNamespace().list().getItems().stream()
                .filter(task -> task.getMetadata().getName().startsWith("task-"))
                .allMatch(task -> task.getStatus() != null
                        && task.getMetadata()
                                .getGeneration()
                                .equals(task.getStatus().observedGeneration()));
    }

    private String chart() {
        return Chart.template(operators)
                .set("image.tag", "test")
                .set("javaOptions", "-Xmx256m -XX:+UseSerialGC")
                .call();
    }

    private List<OperatorPod> pods() {
        return client.pods().inNamespace(operators).list().getItems().stream()
                .filter(pod -> pod.getStatus().getPodIP() != null)
                .map(pod -> OperatorPod.of(pod, kubelet))
                .toList();
    }

    private OperatorPod leader() {
        return pods().stream().filter(OperatorPod::leads).findFirst().orElse(null);
    }

    private double reconciled() {
        return pods().stream()
                .map(pod -> pod.metric("reconciliations_success_total", "controller_name=\"migrationtask\""))
                .max(Comparator.naturalOrder())
                .orElse(0.0);
    }

    private static String memory(OperatorPod pod) {
        return "%d MB resident, %.0f MB of heap in use"
                .formatted(pod.residentMegabytes(), pod.metric("jvm_memory_used_bytes", "area=\"heap\"") / 1_048_576);
    }

    private static long since(Instant begun) {
        return Duration.between(begun, Instant.now()).toMillis();
    }

    /** What the operators asked the API server, by verb and resource; a watch counts when it is begun anew. */
    private Map<String, Long> requests() {
        var user = "system:serviceaccount:" + operators + ":dmo";
        try (var lines = Files.lines(audit)) {
            return lines.map(IdleOperatorIT::parsed)
                    .filter(request -> request.at("/user/username").asText().equals(user))
                    .collect(Collectors.groupingBy(
                            request -> request.path("verb").asText() + " "
                                    + request.at("/objectRef/resource")
                                            .asText(request.path("requestURI").asText()),
                            TreeMap::new,
                            Collectors.counting()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode parsed(String line) {
        try {
            return Serialization.jsonMapper().readTree(line);
        } catch (IOException e) {
            return Serialization.jsonMapper().createObjectNode(); // the line is still being written
        }
    }
}
