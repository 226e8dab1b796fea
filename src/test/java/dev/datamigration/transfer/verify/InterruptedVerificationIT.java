package dev.datamigration.transfer.verify;

import static dev.datamigration.transfer.verify.VerifiedPair.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.status.TableResult;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.transfer.AppliedPosition;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Comparing that is cancelled, skipped or superseded on its way: a lock on the second table holds it there. */
class InterruptedVerificationIT {
    /** No table is so small that it is compared together with others: that one page might hold more rows than a chunk. */
    private static final FullVerificationSettings ONE_BY_ONE = new FullVerificationSettings(false, 1, 200, 1_000, 1L);

    private VerifiedPair pair;
    private Connection blocker;
    private final AtomicBoolean locked = new AtomicBoolean();

    @BeforeEach
    void createTables() throws Exception {
        pair = VerifiedPair.create(PostgresServers.source(), PostgresServers.target());
        pair.onBoth(
                "CREATE TABLE first (id int PRIMARY KEY, v text)",
                "INSERT INTO first SELECT g, 'v' FROM generate_series(1, 2000) g",
                "CREATE TABLE second (id int PRIMARY KEY, v text)",
                "INSERT INTO second SELECT g, 'v' FROM generate_series(1, 100) g");
        blocker = pair.source().connect();
        blocker.setAutoCommit(false);
    }

    @AfterEach
    void closeBlocker() throws Exception {
        blocker.close();
    }

    @Test
    void resumedItComparesOnlyWhatIsLeft() throws Exception {
        var run = pair.run(ONE_BY_ONE);
        var comparing = compareUntilSecondTable(run);

        run.scope().cancel();

        assertThatThrownBy(comparing::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(CancellationException.class);
        blocker.rollback();
        pair.target().execute("UPDATE first SET v = 'changed since' WHERE id = 7");
        var resumed = pair.compare(ONE_BY_ONE, null);
        assertThat(result(resumed, "first")).isEqualTo(TableResult.Consistent);
        assertThat(result(resumed, "second")).isEqualTo(TableResult.Consistent);
        assertThat(resumed.percent()).isEqualTo(100);
        assertThat(resumed.consistentRows()).isEqualTo(2100);
        assertThat(result(pair.compare(2, null), "first")).isEqualTo(TableResult.Inconsistent);
    }

    /** Until changes are applied, it may still turn out that they cannot be, and that results of before are void. */
    @Test
    void resultsOfBeforeCountOnlyOnceChangesAreApplied() {
        pair.compare(ONE_BY_ONE, null);
        var asked = new AtomicInteger();
        var askedBeforeTold = new AtomicInteger(-1);
        AppliedPosition applied = new AppliedPosition() {
            @Override
            public Lsn applied() {
                return asked.incrementAndGet() < 3 ? Lsn.ZERO : new Lsn(Long.MAX_VALUE);
            }

            @Override
            public boolean standStill(Runnable work) {
                throw new IllegalStateException("nothing is repaired");
            }
        };
        var resumed = new FullVerification(
                        pair.run(ONE_BY_ONE), applied, status -> askedBeforeTold.compareAndSet(-1, asked.get()))
                .compare();
        assertThat(resumed.consistent()).isTrue();
        assertThat(askedBeforeTold).hasValueGreaterThanOrEqualTo(3);
    }

    @Test
    void skipBreaksItOff() throws Exception {
        var run = pair.run(ONE_BY_ONE);
        var comparing = compareUntilSecondTable(run);

        run.update(pair.plan(new FullVerificationSettings(true, 1, 200, 1_000, 1L)));
        blocker.rollback();

        var status = comparing.join();
        assertThat(status.skipped()).isTrue();
        assertThat(status.tablesCompared()).isEqualTo(1);
        assertThat(status.consistent()).isNull();
        assertThat(status.percent()).isBetween(1, 99);
        run.scope().cancel();
    }

    @Test
    void aNewerWorkerSupersedesIt() throws Exception {
        var run = pair.run(ONE_BY_ONE);
        var comparing = compareUntilSecondTable(run);

        try (var connection = pair.target().connect()) {
            Fence.claim(connection, VerifiedPair.TASK, 2);
        }
        blocker.rollback();

        assertThatThrownBy(comparing::join)
                .cause()
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(FailureCode.Superseded));
        run.scope().cancel();
    }

    private CompletableFuture<VerificationStatus> compareUntilSecondTable(Run run) {
        var comparing = CompletableFuture.supplyAsync(
                () -> new FullVerification(run, null, status -> lockSecondTable()).compare());
        Awaitility.await().until(() -> pair.target().count("datamigration.compared_table") == 1);
        return comparing;
    }

    private void lockSecondTable() {
        if (!locked.compareAndSet(false, true)) {
            return;
        }
        try (var statement = blocker.createStatement()) {
            statement.execute("LOCK TABLE second IN ACCESS EXCLUSIVE MODE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
