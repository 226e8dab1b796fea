package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.status.WorkersStatus;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.help.DirectHelperPool;
import dev.datamigration.transfer.help.ChunkToLoad;
import dev.datamigration.transfer.help.HelperUnavailableException;
import dev.datamigration.transfer.help.LoadedChunk;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A load that several workers share, and what becomes of it when helpers fail. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HelpedLoadIT {
    private static final int ROWS = 20_000;

    @Test
    void everyWorkerCopiesChunksAndEachIsCopiedOnce() {
        try (var fixture = fixture(new DirectHelperPool())) {
            var told = new ArrayList<WorkersStatus>();
            var status = fixture.load(progress -> told.add(progress.workers()));

            assertWhole(fixture, status);
            assertThat(workers(fixture)).containsExactly("0", "1", "2");
            assertThat(told).contains(new WorkersStatus(3, 3, null));
            assertThat(status.workers()).as("nobody shares what is done").isNull();
        }
    }

    @Test
    void aHelperThatNeverComesIsNotWaitedFor() {
        var helperPool = new DirectHelperPool() {
            @Override
            protected boolean isReady(int number) {
                return false;
            }
        };
        try (var fixture = fixture(helperPool)) {
            assertWhole(fixture, fixture.load());
            assertThat(helperPool.asked).hasValue(0);
        }
    }

    /** It has committed, but nobody hears of it. */
    @Test
    void aLostAnswerMakesNoRowTwice() {
        var helperPool = new DirectHelperPool() {
            @Override
            protected LoadedChunk load(int number, LoadHelp help, ChunkToLoad chunk) {
                super.load(number, help, chunk);
                throw new HelperUnavailableException("its answer is lost");
            }
        };
        try (var fixture = fixture(helperPool)) {
            assertWhole(fixture, loadSlowlyUntil(fixture, progress -> helperPool.asked.get() > 0));
            assertThat(helperPool.asked.get()).isPositive();
            assertThat(fixture.target.count("datamigration.chunk WHERE worker > 0"))
                    .isPositive();
        }
    }

    /** It sits somewhere with a chunk locked and some of its rows written. */
    @Test
    void aHelperThatHangsWithAChunkIsCutOff() {
        Set<Connection> hanging = ConcurrentHashMap.newKeySet();
        var helperPool = new DirectHelperPool() {
            private LoadFixture fixture;

            @Override
            protected LoadedChunk load(int number, LoadHelp help, ChunkToLoad chunk) {
                hanging.add(lock(fixture, number, chunk));
                throw new HelperUnavailableException("it does not answer any more");
            }
        };
        try (var fixture = fixture(helperPool)) {
            helperPool.fixture = fixture;
            assertWhole(fixture, loadSlowlyUntil(fixture, progress -> !hanging.isEmpty()));
            assertThat(hanging)
                    .isNotEmpty()
                    .allSatisfy(connection -> assertThatThrownBy(
                                    () -> connection.createStatement().execute("SELECT 1"))
                            .isInstanceOf(SQLException.class));
        }
    }

    private static Connection lock(LoadFixture fixture, int number, ChunkToLoad chunk) {
        try {
            var connection = fixture.target.connect();
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("SET application_name = 'dm:" + fixture.taskId + ":helper-" + number + "-write'");
                statement.execute("SELECT 1 FROM datamigration.chunk WHERE source_table = '"
                        + chunk.table().table() + "' AND number = " + chunk.number() + " FOR UPDATE");
                statement.execute("INSERT INTO account SELECT -1 - " + chunk.number() + ", 'half a chunk'");
            }
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was asked before a takeover must not be done after it: the snapshot of then is of another position. */
    @Test
    void whatWasAskedUnderAnEarlierClaimIsRefused() {
        var helperPool = new DirectHelperPool();
        try (var fixture = fixture(helperPool)) {
            loadSlowlyUntil(fixture, progress -> !helperPool.engagements().isEmpty());
            var terms = helperPool.engagements().get(0);
            var asked = new ChunkToLoad(terms.id(), new TableName("public", "account"), 0, null, List.of("100"));
            fixture.target.execute(
                    "UPDATE datamigration.chunk SET done = false WHERE source_table = 'account' AND number = 0",
                    "UPDATE datamigration.loaded_table SET complete = false WHERE source_table = 'account'");
            claimAgain(fixture, terms.epoch());

            var helping = DirectHelperPool.run(terms);
            assertThatThrownBy(() -> new LoadHelp(helping, terms.snapshot()).load(asked))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().code()).isEqualTo(FailureCode.Superseded));
            helping.scope().cancel();
        }
    }

    private static void claimAgain(LoadFixture fixture, long epoch) {
        try (var connection = fixture.target.connect()) {
            Fence.claim(connection, fixture.taskId, epoch);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Chunks not copied, answers lost, and a takeover in the middle while rows change. */
    @Test
    void faultsOfHelpersAndANewWorkerInTheMiddleLoseNothing() {
        var helperPool = new DirectHelperPool() {
            @Override
            protected LoadedChunk load(int number, LoadHelp help, ChunkToLoad chunk) {
                var loaded = chunk.number() % 5 == 0 ? null : super.load(number, help, chunk);
                if (loaded == null || chunk.number() % 7 == 0) {
                    throw new HelperUnavailableException("a fault");
                }
                return loaded;
            }
        };
        try (var fixture = fixture(helperPool)) {
            fixture.limits = new Limits(20_000L, null, null);
            var first = fixture.nextRun();
            assertThatThrownBy(() -> new FullMigration(first, progress -> {
                                if (progress.chunksLoaded() > 20) {
                                    first.scope().cancel();
                                }
                            })
                            .load())
                    .isInstanceOf(CancellationException.class);
            fixture.source.execute(
                    "UPDATE account SET owner = 'changed' WHERE id % 50 = 0", "DELETE FROM account WHERE id % 333 = 0");
            fixture.limits = Limits.DEFAULT;
            fixture.load();
            fixture.assertEqual();
            fixture.assertNoChunkTwice();
        }
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
