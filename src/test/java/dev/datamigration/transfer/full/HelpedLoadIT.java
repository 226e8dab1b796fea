package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.status.WorkersStatus;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.Patience;
import dev.datamigration.testing.help.DirectHelperPool;
import dev.datamigration.testing.help.HeldHelper;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A load that several workers share, and what becomes of it when helpers fail. */
class HelpedLoadIT {
    private static final int ROWS = 20_000;

    @Test
    void everyWorkerCopiesChunksAndEachIsCopiedOnce() {
        try (var fixture = fixture(new DirectHelperPool())) {
            var told = new ArrayList<WorkersStatus>();
            var status = loadSlowlyUntil(fixture, progress -> {
                told.add(progress.workers());
                return workers(fixture).equals(List.of("0", "1", "2"));
            });

            assertWhole(fixture, status);
            assertThat(told).contains(new WorkersStatus(3, 3, null));
            assertThat(status.workers()).as("nobody shares what is done").isNull();
        }
    }

    @Test
    void aHelperThatNeverComesIsNotWaitedFor() {
        var helperPool = new DirectHelperPool() {
            @Override
            protected boolean isThere(int number) {
                return false;
            }
        };
        try (var fixture = fixture(helperPool)) {
            assertWhole(fixture, fixture.load());
            assertThat(workers(fixture)).containsExactly("0");
        }
    }

    /** Rows of a chunk are sent, and it is not committed: nobody else waits for it, nobody else copies it, and it is not forgotten. */
    @Test
    void aHelperThatIsKilledInTheMiddleOfAChunkLeavesItToOthers() throws Exception {
        var helperPool = new DirectHelperPool();
        try (var fixture = fixture(helperPool);
                var held = hold(fixture)) {
            var load = loadUntilAllElseIsDone(fixture, held);
            helperPool.helper(1).kill();
            held.letGo();
            assertWhole(fixture, load.join());
        }
    }

    /** Its process lives and does nothing, and its session with it. */
    @Test
    void aHelperThatHangsWithAChunkIsCutOff() throws Exception {
        var deaf = new AtomicBoolean();
        var helperPool = new DirectHelperPool() {
            @Override
            protected boolean isDeaf(int number) {
                return deaf.get();
            }
        };
        try (var fixture = fixture(helperPool);
                var held = hold(fixture)) {
            var load = loadUntilAllElseIsDone(fixture, held);
            deaf.set(true);
            assertThat(failureOf(helperPool.helper(1)))
                    .as("its sessions are ended")
                    .isInstanceOf(FailureException.class);
            assertWhole(fixture, load.join());
        }
    }

    private static HeldHelper hold(LoadFixture fixture) throws SQLException {
        return new HeldHelper(fixture.target, 1, "INSERT ON account", "NEW.id % 100 = 50");
    }

    /** Everything is there but the chunk that a helper is held in. */
    private static CompletableFuture<FullMigrationStatus> loadUntilAllElseIsDone(LoadFixture fixture, HeldHelper held) {
        fixture.limits = new Limits(2_000L, null, null);
        var run = fixture.nextRun();
        var load = CompletableFuture.supplyAsync(() -> new FullMigration(run, progress -> {}).load());
        held.awaitHeld();
        fixture.limits = Limits.DEFAULT;
        run.update(fixture.plan());
        await().until(() -> load.isDone() || fixture.target.count("datamigration.chunk WHERE NOT done") == 1);
        assertThat(load).as("the load waits for the last chunk").isNotDone();
        return load;
    }

    private static Throwable failureOf(DirectHelperPool.DirectHelper helper) {
        return catchThrowable(() -> helper.work().get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .getCause();
    }

    /** What was asked before a takeover must not be done after it: the snapshot of then is of another position. */
    @Test
    void whoHelpsUnderAnEarlierClaimIsRefused() {
        var helperPool = new DirectHelperPool() {
            @Override
            protected boolean hearsTheEnd() {
                return false;
            }
        };
        try (var fixture = fixture(helperPool)) {
            loadSlowlyUntil(
                    fixture,
                    progress -> progress.workers() != null && progress.workers().atWork() == 3);
            assertThat(failureOf(helperPool.helper(1)))
                    .as("the load is over, whether it hears that or not")
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().code()).isEqualTo(FailureCode.Superseded));

            fixture.target.execute(
                    "UPDATE datamigration.chunk SET done = false WHERE source_table = 'account' AND number = 0",
                    "UPDATE datamigration.loaded_table SET complete = false WHERE source_table = 'account'");
            var late = DirectHelperPool.run(helperPool.engagements().get(0));
            assertThatThrownBy(
                            new LoadHelp(late, helperPool.engagements().get(0).snapshot())::run)
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().code()).isEqualTo(FailureCode.Superseded));
            assertThat(fixture.target.count("datamigration.chunk WHERE NOT done"))
                    .isEqualTo(1);
        }
    }

    /** The leading worker is gone, and nobody tells its helpers. */
    @Test
    void helpersEndWhenTheSnapshotIsGoneAndTheNextWorkerGoesOn() {
        var helperPool = new DirectHelperPool() {
            @Override
            protected boolean hearsTheEnd() {
                return false;
            }
        };
        try (var fixture = fixture(helperPool)) {
            stopInTheMiddle(fixture, progress -> workers(fixture).contains("1"));
            var ended = failureOf(helperPool.helper(1));
            assertThat(ended)
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().code()).isEqualTo(FailureCode.SnapshotLost));
            fixture.load();
            fixture.assertEqual();
            fixture.assertNoChunkTwice();
        }
    }

    /** Helpers are killed again and again, and a new worker takes over in the middle while rows change. */
    @Test
    void faultsOfHelpersAndANewWorkerInTheMiddleLoseNothing() {
        var helperPool = new DirectHelperPool();
        try (var fixture = fixture(helperPool)) {
            var helped = new AtomicLong();
            stopInTheMiddle(fixture, progress -> {
                var chunks = fixture.target.count("datamigration.chunk WHERE done AND worker > 0");
                if (chunks > helped.getAndSet(chunks)) {
                    helperPool.killAll();
                }
                return progress.chunksLoaded() > 20;
            });
            fixture.source.execute(
                    "UPDATE account SET owner = 'changed' WHERE id % 50 = 0", "DELETE FROM account WHERE id % 333 = 0");
            fixture.load();
            fixture.assertEqual();
            fixture.assertNoChunkTwice();
        }
    }

    private static void stopInTheMiddle(LoadFixture fixture, Predicate<FullMigrationStatus> reached) {
        fixture.limits = new Limits(4_000L, null, null);
        var first = fixture.nextRun();
        assertThatThrownBy(() -> new FullMigration(first, progress -> {
                            if (reached.test(progress)) {
                                first.scope().cancel();
                            }
                        })
                        .load())
                .isInstanceOf(CancellationException.class);
        fixture.limits = Limits.DEFAULT;
    }

    @Test
    void limitsHoldForAllWorkersTogether() {
        var helperPool = new DirectHelperPool();
        try (var fixture = fixture(helperPool)) {
            fixture.limits = new Limits(9_000L, null, null);
            var begun = System.nanoTime();
            fixture.load();
            var seconds = (System.nanoTime() - begun) / 1e9;
            // the burst that a limiter allows at first, and what a helper overdraws with a chunk
            assertThat(ROWS / seconds).isLessThan(9_000 * 1.5);
            assertThat(helperPool.engagements().get(0).plan().limits().rowsPerSecond())
                    .isEqualTo(3_000);
        }
    }

    /** However late helpers come, there is something left to do until then. */
    private static FullMigrationStatus loadSlowlyUntil(LoadFixture fixture, Predicate<FullMigrationStatus> happened) {
        fixture.limits = new Limits(2_000L, null, null);
        var run = fixture.nextRun();
        var waiting = new AtomicBoolean(true);
        return new FullMigration(run, progress -> {
                    if (waiting.get() && happened.test(progress)) {
                        waiting.set(false);
                        fixture.limits = Limits.DEFAULT;
                        run.update(fixture.plan());
                    }
                })
                .load();
    }

    /** Those who have copied chunks. */
    private static List<String> workers(LoadFixture fixture) {
        return fixture.target.query("SELECT DISTINCT worker FROM datamigration.chunk WHERE done ORDER BY 1");
    }

    private static LoadFixture fixture(DirectHelperPool helperPool) {
        var fixture = LoadFixture.live()
                .schema(
                        "CREATE TABLE account (id bigint PRIMARY KEY, owner text)",
                        "CREATE TABLE visit (at timestamptz, page text)",
                        "ALTER TABLE visit REPLICA IDENTITY FULL");
        fixture.source.execute(
                "INSERT INTO account SELECT i, 'owner ' || i FROM generate_series(1, " + ROWS + ") i",
                "INSERT INTO visit SELECT now(), 'page ' || i % 10 FROM generate_series(1, 500) i");
        fixture.settings = new FullMigrationSettings(1, 100, null, null);
        fixture.helperPool = helperPool;
        fixture.workers = 3;
        return fixture;
    }

    private static void assertWhole(LoadFixture fixture, FullMigrationStatus status) {
        fixture.assertEqual();
        fixture.assertNoChunkTwice();
        assertThat(status.stage()).isEqualTo("Done");
        assertThat(status.migratedRows()).isEqualTo(ROWS + 500);
        assertThat(status.chunksLoaded()).isEqualTo(status.chunks());
        assertThat(fixture.target.count("datamigration.loaded_table WHERE NOT complete"))
                .isZero();
    }
}
