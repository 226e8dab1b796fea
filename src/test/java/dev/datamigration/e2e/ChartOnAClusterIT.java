package dev.datamigration.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.crash.TaskManifests;
import dev.datamigration.helm.Chart;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.Kubectl;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.cluster.ControllerManager;
import dev.datamigration.testing.cluster.TestKubelet;
import dev.datamigration.testing.compare.DatabaseComparer;
import dev.datamigration.testing.compare.TableComparison;
import dev.datamigration.testing.shop.ShopDatabase;
import dev.datamigration.testing.shop.ShopScale;
import dev.datamigration.testing.shop.ShopWriter;
import dev.datamigration.testing.shop.WriterSettings;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The rendered chart applied to a real API server with real controllers: two operators with the chart's rights and no
 * others, two workers' pods made by their StatefulSet, and a live database moved while all of them are killed.
 */
@Tag("long")
class ChartOnAClusterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ShopScale SCALE = ShopScale.ofRows(80_000);
    private static final String TASK = "shop";

    private final Path directory = CrdFiles.projectDirectory().resolve("target/cluster");
    private ApiServer api;
    private KubernetesClient client;
    private Kubectl kubectl;
    private String operators;
    private String tasks;
    private ControllerManager controllers;
    private TestKubelet kubelet;
    private TestDatabase source;
    private TestDatabase target;

    @BeforeEach
    void cluster() {
        api = ApiServer.realOrSkip();
        Assumptions.assumeTrue(ControllerManager.isAvailable(), "skipped: needs kube-controller-manager, too");
        client = api.client();
        kubectl = new Kubectl(api.kubeconfig());
        operators = api.newNamespace("operators");
        tasks = api.newNamespace("tasks");
        kubelet = TestKubelet.start(client, Set.of(operators, tasks), directory.resolve(operators));
        controllers = ControllerManager.start(api.kubeconfig(), directory.resolve("controller-manager.log"));
        source = PostgresServers.source().createDatabase("cluster_source");
        target = PostgresServers.target().createDatabase("cluster_target");
        ShopDatabase.create(source, SCALE);
    }

    @AfterEach
    void end() {
        if (kubelet != null) {
            kubelet.close();
        }
        if (controllers != null) {
            controllers.close();
        }
    }

    @Test
    void aLiveMigrationFromTheChartToItsEndWithWorkerAndLeaderKilledTwice() {
        kubectl.apply(chart());
        await("two operators").atMost(PATIENCE).until(this::readyOperators, ready -> ready == 2);
        startTask();
        try (var writer = ShopWriter.start(source, SCALE, new WriterSettings(2, 50, 42))) {
            awaitPhase(Phase.FullMigration);
            await("a helper has copied chunks").atMost(PATIENCE).until(() -> chunksOfHelper() > 1);
            assertThat(workerPods()).hasSize(2);
            killLeader();
            awaitMoreChunks();
            assertThat(status().epoch())
                    .as("a new leader leaves the worker at its work")
                    .isEqualTo(1);
            killWorker();
            awaitMoreChunks();
            kubelet.kill(workerPods().get(1));
            awaitMoreChunks();
            killLeader();
            awaitPhase(Phase.IncrementalSync);
            await("the helper is sent away")
                    .atMost(PATIENCE)
                    .until(() -> workerPods().size() == 1);
            killWorker();
            await("verified").atMost(PATIENCE).until(this::verified);
            writer.stop();
        }
        awaitCaughtUp();
        assertThat(DatabaseComparer.compare(source, target)).allMatch(TableComparison::same);
        assertThat(target.count("datamigration.chunk WHERE copies <> 1")).isZero();
        // a leader killed between writing the epoch and telling the worker costs one more
        assertThat(status().epoch()).isBetween(3L, 5L);

        kubectl.run(
                "", "-n", tasks, "patch", "mt", TASK, "--type=merge", "-p", "{\"spec\":{\"desiredState\":\"Ended\"}}");
        await("ended").atMost(PATIENCE).until(() -> status().state() == TaskState.Ended);
        assertThat(source.count("pg_replication_slots WHERE database = current_database()"))
                .isZero();
        await("nothing left of the worker")
                .atMost(PATIENCE)
                .until(() -> kubectl.run(
                                "", "-n", tasks, "get", "statefulsets,services,serviceaccounts,pods", "-o", "name")
                        .isBlank());
        assertThat(client.secrets().inNamespace(tasks).list().getItems())
                .extracting(secret -> secret.getMetadata().getName())
                .containsExactlyInAnyOrder(TASK + "-source", TASK + "-target");
    }

    private String chart() {
        return Chart.template(operators)
                .set("image.tag", "test")
                .set("watchAllNamespaces", true)
                .set("databases.allowedNetworks[0]", "127.0.0.0/8")
                .set("engine.runIn", "pod")
                .set("leaderElection.leaseDuration", "6s")
                .set("leaderElection.renewDeadline", "4s")
                .set("leaderElection.retryPeriod", "1s")
                .set("javaOptions", "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1")
                .set("engine.worker.javaOptions", "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1")
                .call();
    }

    private int readyOperators() {
        var deployment = client.apps()
                .deployments()
                .inNamespace(operators)
                .withName("dmo")
                .get();
        var ready = deployment.getStatus().getReadyReplicas();
        return ready == null ? 0 : ready;
    }

    private void startTask() {
        var manifests = Serialization.asYaml(TaskManifests.secret(TASK + "-source", source))
                + Serialization.asYaml(TaskManifests.secret(TASK + "-target", target))
                + Serialization.asYaml(TaskManifests.task(TASK, source, target, 3_000, 2));
        kubectl.run(manifests, "-n", tasks, "apply", "-f", "-");
    }

    private void awaitPhase(Phase phase) {
        await(phase.name()).atMost(PATIENCE).until(() -> {
            assertThat(status().state()).as("%s", status().failure()).isNotEqualTo(TaskState.Failed);
            return status().phase() != null && status().phase().compareTo(phase) >= 0;
        });
    }

    /** Chunks that were not there yet: whoever was killed before, the load goes on. */
    private void awaitMoreChunks() {
        var before = chunks();
        await("more chunks").atMost(PATIENCE).until(() -> chunks() >= before + 2);
    }

    private long chunks() {
        return target.count("datamigration.chunk WHERE done");
    }

    private long chunksOfHelper() {
        return target.count("datamigration.chunk WHERE done AND worker = 1");
    }

    /** By name: the one that leads first. */
    private List<String> workerPods() {
        return client
                .pods()
                .inNamespace(tasks)
                .withLabel("datamigration.dev/component", "worker")
                .list()
                .getItems()
                .stream()
                .map(pod -> pod.getMetadata().getName())
                .sorted()
                .toList();
    }

    private boolean verified() {
        var status = status();
        return status.phase() == Phase.FullVerification
                && Boolean.TRUE.equals(status.phaseComplete())
                && Boolean.TRUE.equals(status.verification().consistent());
    }

    /** A row written after the writer's end has arrived, so everything before it has. */
    private void awaitCaughtUp() {
        source.execute("INSERT INTO shop.categories (name) VALUES ('the last row')");
        await("the last row")
                .atMost(PATIENCE)
                .until(() -> target.count("shop.categories WHERE name = 'the last row'") == 1);
    }

    private void killWorker() {
        var epoch = status().epoch();
        kubelet.kill(workerPods().get(0));
        await("a new worker").atMost(PATIENCE).until(() -> status().epoch() > epoch);
    }

    /** The holder of the Lease ends with the id of its process. */
    private void killLeader() {
        var killed = leader();
        kubelet.kill(kubelet.podOf(Long.parseLong(killed.substring(killed.lastIndexOf('-') + 1))));
        await("another leader").atMost(PATIENCE).until(() -> !leader().equals(killed));
    }

    private String leader() {
        return client.leases()
                .inNamespace(operators)
                .withName("dmo")
                .get()
                .getSpec()
                .getHolderIdentity();
    }

    private MigrationTaskStatus status() {
        var status = client.resources(MigrationTask.class)
                .inNamespace(tasks)
                .withName(TASK)
                .get()
                .getStatus();
        return status == null ? MigrationTaskStatus.empty() : status;
    }
}
