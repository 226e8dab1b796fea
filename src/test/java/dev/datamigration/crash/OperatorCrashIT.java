package dev.datamigration.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.compare.DatabaseComparer;
import dev.datamigration.testing.operator.OperatorProcess;
import dev.datamigration.testing.shop.ShopDatabase;
import dev.datamigration.testing.shop.ShopScale;
import dev.datamigration.testing.shop.ShopWriter;
import dev.datamigration.testing.shop.WriterSettings;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The packaged operator, killed with SIGKILL in every phase while a writer keeps changing rows, until each migration is
 * through: both databases must be equal row by row, the table without a key included, and no finished chunk copied
 * again.
 */
class OperatorCrashIT {
    private static final ShopScale SCALE = ShopScale.ofRows(30_000);

    private final ApiServer api = ApiServer.shared();
    private final String namespace = api.newNamespace("crash");
    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Path log = newLog();
    private OperatorProcess operator;
    private final StringBuilder statuses = new StringBuilder();
    private int kills;

    @AfterEach
    void stopOperator() {
        if (operator != null) {
            operator.stop();
        }
    }

    @Test
    void killedInEveryPhaseNothingIsLostOrDoubled() throws Exception {
        migrate(1);
    }

    @Test
    @Tag("long")
    void killedAgainAndAgain() throws Exception {
        migrate(Integer.getInteger("crash.migrations", 5));
    }

    private void migrate(int migrations) throws Exception {
        for (var i = 1; i <= migrations; i++) {
            migrate("shop-" + i);
        }
        System.out.printf("%d kills with SIGKILL (seed %d), databases equal after each migration%n", kills, seed);
        assertThat(kills).isEqualTo(KillPlan.KILLS * migrations);
        assertNoSecretWasTold();
    }

    private void migrate(String name) {
        var source = PostgresServers.source().createDatabase("crash_source");
        var target = PostgresServers.target().createDatabase("crash_target");
        ShopDatabase.create(source, SCALE);
        client().resource(TaskManifests.secret(name + "-source", source))
                .inNamespace(namespace)
                .create();
        client().resource(TaskManifests.secret(name + "-target", target))
                .inNamespace(namespace)
                .create();
        try (var writer = ShopWriter.start(source, SCALE, new WriterSettings(2, 60, seed))) {
            client().resource(TaskManifests.task(name, source, target, 6_000))
                    .inNamespace(namespace)
                    .create();
            var epoch = 0L;
            for (var kill : KillPlan.draw(random)) {
                epoch = killIn(name, kill, epoch);
            }
            startOperator();
            await("verified, see " + log + ", seed " + seed).until(() -> isVerified(status(name)));
            writer.stop();
        }
        awaitCaughtUp(source, target);
        assertThat(DatabaseComparer.compare(source, target))
                .as("seed %d, log %s", seed, log)
                .allMatch(table -> table.same());
        assertThat(target.count("datamigration.chunk WHERE copies <> 1")).isZero();
        statuses.append(Serialization.asYaml(task(name)));
        client().resources(MigrationTask.class)
                .inNamespace(namespace)
                .withName(name)
                .delete();
        await("released").until(() -> task(name) == null);
        assertThat(source.count("pg_replication_slots WHERE database = current_database()"))
                .isZero();
    }

    /**
     * Starts the operator if it does not run, waits until its own worker is at work in that phase or a later one, and kills
     * it. An operator that had not come to do anything would be killed for nothing.
     *
     * @param before the epoch of the last worker that was killed
     * @return the epoch of this one
     */
    private long killIn(String name, Kill kill, long before) {
        if (operator == null || !operator.isAlive()) {
            startOperator();
        }
        await(kill + ", see " + log + ", seed " + seed)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> hasReached(status(name), kill.phase(), before));
        await().pollDelay(Duration.ofMillis(kill.delayMillis()))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> true);
        assertThat(status(name).failure()).as("seed %d, log %s", seed, log).isNull();
        operator.kill();
        kills++;
        return status(name).epoch();
    }

    private static boolean hasReached(MigrationTaskStatus status, Phase phase, long before) {
        return status.phase() != null
                && status.phase().compareTo(phase) >= 0
                && status.epoch() != null
                && status.epoch() > before;
    }

    private static boolean isVerified(MigrationTaskStatus status) {
        assertThat(status.state()).as("%s", status.failure()).isNotEqualTo(TaskState.Failed);
        return status.phase() == Phase.FullVerification
                && Boolean.TRUE.equals(status.phaseComplete())
                && Boolean.TRUE.equals(status.verification().consistent());
    }

    private void startOperator() {
        operator = OperatorProcess.start(
                OperatorProcess.packagedApplication(Path.of(System.getProperty("project.directory", "."))),
                api.kubeconfig(),
                log,
                OperatorProcess.optionsFor(namespace, 384));
    }

    /** A row written after the writer's end has arrived, so everything before it has. */
    private static void awaitCaughtUp(TestDatabase source, TestDatabase target) {
        source.execute("INSERT INTO shop.categories (name) VALUES ('the last row')");
        await("the last row").until(() -> target.count("shop.categories WHERE name = 'the last row'") == 1);
    }

    private MigrationTaskStatus status(String name) {
        var status = task(name).getStatus();
        return status == null ? MigrationTaskStatus.empty() : status;
    }

    private MigrationTask task(String name) {
        return client().resources(MigrationTask.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    private io.fabric8.kubernetes.client.KubernetesClient client() {
        return api.client();
    }

    private void assertNoSecretWasTold() throws IOException {
        var events =
                client().resources(Event.class).inNamespace(namespace).list().getItems();
        var told = Files.readString(log) + Serialization.asYaml(events) + statuses;
        assertThat(events).isNotEmpty();
        assertThat(told).doesNotContain(PostgresInstance.PASSWORD);
        assertThat(statuses).as("a status must be the task's").contains("consistent: true");
        assertThat(told).as("the log must be the operator's").contains("data-migration-operator");
    }

    private static Path newLog() {
        try {
            var directory = Files.createDirectories(Path.of(System.getProperty("project.directory", "."), "target"));
            var file = directory.resolve("crash-operator.log");
            Files.deleteIfExists(file);
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
