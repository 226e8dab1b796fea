package dev.datamigration.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.faults.scene.Operators;
import dev.datamigration.faults.scene.Replica;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.compare.DatabaseComparer;
import dev.datamigration.testing.shop.ShopDatabase;
import dev.datamigration.testing.shop.ShopScale;
import dev.datamigration.testing.shop.ShopWriter;
import dev.datamigration.testing.shop.WriterSettings;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The packaged leader of two is paused for longer than its Lease, in the middle of a load and of the synchronisation, while
 * the other one takes over; then it wakes up. What it goes on to write is refused, and it ends.
 */
@Tag("long")
class PausedLeaderIT {
    /** So long that no leader loses it because the machine is busy. */
    private static final Duration LEASE_DURATION = Duration.ofSeconds(45);

    private static final ShopScale SCALE = ShopScale.ofRows(30_000);
    private static final String TASK = "shop";

    private final ApiServer api = ApiServer.realOrSkip();
    private final String namespace = api.newNamespace("paused");
    private final List<Long> epochs = new CopyOnWriteArrayList<>();

    @Test
    void writesNothingOnceItWakesUp() throws Exception {
        var source = PostgresServers.source().createDatabase("paused_source");
        var target = PostgresServers.target().createDatabase("paused_target");
        ShopDatabase.create(source, SCALE);
        api.client()
                .resource(TaskManifests.secret(TASK + "-source", source))
                .inNamespace(namespace)
                .create();
        api.client()
                .resource(TaskManifests.secret(TASK + "-target", target))
                .inNamespace(namespace)
                .create();
        var directory = Files.createTempDirectory("paused-leader");
        try (var operators = new Operators(api, namespace, directory, 2, Optional.empty(), 0, LEASE_DURATION);
                var writer = ShopWriter.start(source, SCALE, new WriterSettings(2, 60, 10));
                var seen = task().watch(new Epochs())) {
            operators.start();
            api.client()
                    .resource(TaskManifests.task(TASK, source, target, 3_000))
                    .inNamespace(namespace)
                    .create();
            await("load, see " + directory)
                    .until(() -> status().phase() == Phase.FullMigration
                            && target.count("datamigration.chunk WHERE done") > 1);
            pauseAndWake(operators, 2);
            await("in step").until(() -> isPast(Phase.IncrementalSync));
            pauseAndWake(operators, 3);
            await("verified")
                    .until(() -> status().verification() != null
                            && Boolean.TRUE.equals(status().verification().consistent()));
            writer.stop();
            source.execute("INSERT INTO shop.categories (name) VALUES ('the last row')");
            await("the last row").until(() -> target.count("shop.categories WHERE name = 'the last row'") == 1);
        }
        assertThat(epochs).as("no worker came after a later one").isSorted();
        assertThat(status().state()).isEqualTo(TaskState.Running);
        assertThat(target.count("datamigration.chunk WHERE copies <> 1")).isZero();
        assertThat(target.queryOne("SELECT max(epoch) FROM datamigration.task")).isEqualTo("3");
        assertThat(DatabaseComparer.compare(source, target)).allMatch(table -> table.same());
    }

    /** Until the other one leads and its worker, of this epoch, has got something done; then the first one ends by itself. */
    private void pauseAndWake(Operators operators, long epoch) {
        await().until(() -> operators.all().stream().allMatch(Replica::isAlive));
        var paused = operators.leader();
        paused.hold();
        await("another leads").until(() -> operators.leader() != paused);
        await("its worker is at work").until(() -> status().epoch() == epoch);
        paused.resume();
        await("the one that was paused has ended").until(() -> !paused.isAlive());
        assertThat(status().epoch()).isEqualTo(epoch);
        operators.start();
    }

    private boolean isPast(Phase phase) {
        return status().phase().compareTo(phase) > 0
                || status().phase() == phase && Boolean.TRUE.equals(status().phaseComplete());
    }

    private Resource<MigrationTask> task() {
        return api.client()
                .resources(MigrationTask.class)
                .inNamespace(namespace)
                .withName(TASK);
    }

    private MigrationTaskStatus status() {
        return Optional.ofNullable(task().get()).map(MigrationTask::getStatus).orElseGet(MigrationTaskStatus::empty);
    }

    private final class Epochs implements Watcher<MigrationTask> {
        @Override
        public void eventReceived(Action action, MigrationTask task) {
            if (task.getStatus() != null && task.getStatus().epoch() != null) {
                epochs.add(task.getStatus().epoch());
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            // the test is over
        }
    }
}
