package dev.datamigration.transfer.verify;

import static dev.datamigration.transfer.verify.VerifiedPair.of;
import static dev.datamigration.transfer.verify.VerifiedPair.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.status.RepairStatus;
import dev.datamigration.api.status.SlowdownReason;
import dev.datamigration.api.status.SpeedStatus;
import dev.datamigration.api.status.TableResult;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.task.ContinuousVerificationSettings;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.RepairMode;
import dev.datamigration.api.task.RepairSettings;
import dev.datamigration.testing.Patience;
import dev.datamigration.testing.PostgresServers;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Going round all tables beside the task's own synchronisation, after the full verification. */
class ContinuousVerificationIT {
    private final AtomicReference<VerificationStatus> status = new AtomicReference<>();
    private final AtomicLong latencyMillis = new AtomicLong();
    private VerifiedPair pair;
    private LiveApply apply;
    private Thread comparing;

    @BeforeEach
    void verifiedOnce() throws Exception {
        pair = VerifiedPair.create(PostgresServers.source(), PostgresServers.target());
        pair.onBoth(
                "CREATE TABLE orders (id int PRIMARY KEY, v text)",
                "CREATE TABLE names (k text PRIMARY KEY)",
                "INSERT INTO orders SELECT g, 'v' FROM generate_series(1, 3000) g",
                "INSERT INTO names SELECT 'k' || g FROM generate_series(1, 500) g");
        apply = LiveApply.start(pair);
        apply.catchUp();
        assertThat(apply.compare(settings(RepairMode.Report, 1)).consistent()).isTrue();
    }

    @AfterEach
    void end() throws Exception {
        apply.close();
        if (comparing != null) {
            comparing.join(Patience.LIMIT.toMillis());
        }
    }

    @Test
    void aRowThatIsDeletedLaterIsFoundAndToldHowOldTheKnowledgeIs() {
        start(RepairMode.Report, 1);
        var equal = await(found -> found.consistent() && found.continuous().completedAt() != null);
        var before = Instant.parse(equal.oldestComparedAt());
        pair.target().execute("DELETE FROM orders WHERE id = 7");
        var differing = await(found -> !found.consistent());
        assertThat(result(differing, "orders")).isEqualTo(TableResult.Inconsistent);
        assertThat(of(differing, "orders").sourceOnly()).isEqualTo(1);
        assertThat(differing.corrections()).contains("datamigration.difference");
        assertThat(Instant.parse(of(differing, "orders").comparedAt())).isAfter(before);
        // a person corrects it, and a later round finds that
        pair.target().execute("INSERT INTO orders VALUES (7, 'v')");
        assertThat(Instant.parse(await(VerificationStatus::consistent).oldestComparedAt()))
                .isAfter(before);
    }

    @Test
    void itRepairsWithinItsBoundAndNeverHidesThatItDid() {
        start(RepairMode.Apply, 1);
        pair.target().execute("DELETE FROM orders WHERE id <= 3");
        var repaired = await(found -> found.repair() != null && found.repair().repaired() == 3 && found.consistent());
        assertThat(pair.target().count("orders")).isEqualTo(3_000);
        var round = repaired.continuous().round();
        var later = await(found ->
                found.continuous().round() > round && found.continuous().completedAt() != null);
        assertThat(later.repair()).isEqualTo(new RepairStatus(3L, 0L, 0L, 0L, null));
        pair.target().execute("DELETE FROM orders WHERE id <= 11");
        var left = of(await(found -> !found.consistent()), "orders").repair();
        assertThat(left.left()).isEqualTo(11);
        assertThat(left.message()).contains("maxRows (10)");
        assertThat(pair.target().count("orders")).isEqualTo(2_989);
    }

    @Test
    void itGivesWayAndGoesOnWithItsRoundAfterARestart() throws Exception {
        start(RepairMode.Report, 3_600);
        var first = await(found -> found.continuous().completedAt() != null);
        assertThat(first.continuous().round()).isEqualTo(1);
        apply.cut();
        comparing.join(Patience.LIMIT.toMillis());
        // as if the worker had been lost between the two tables of the second round
        pair.target()
                .execute(
                        "UPDATE datamigration.verification_round SET round = 2, completed_at = NULL",
                        "UPDATE datamigration.compared_table SET round = 2 WHERE source_table = 'orders'");
        apply = LiveApply.resume(pair);
        latencyMillis.set(11_000);
        status.set(null);
        start(RepairMode.Report, 3_600);
        var waiting = await(found -> found.continuous().message() != null).continuous();
        assertThat(waiting.message()).contains("more than 10 s behind");
        assertThat(waiting.tablesCompared()).isEqualTo(1);
        giveWayToTheSynchronisation();
        latencyMillis.set(0);
        var second = await(found -> found.continuous().tablesCompared() == 2);
        assertThat(second.continuous().round()).isEqualTo(2);
        assertThat(of(second, "orders").comparedAt())
                .isEqualTo(of(first, "orders").comparedAt());
        assertThat(of(second, "names").comparedAt())
                .isNotEqualTo(of(first, "names").comparedAt());
    }

    /** While the round is held, the apply is held too: the speed falls, and rises again once changes arrive. */
    private void giveWayToTheSynchronisation() throws Exception {
        var told = new ConcurrentLinkedQueue<SpeedStatus>();
        apply.run.speed().listen(told::add, log -> {});
        double least;
        try (var holder = pair.target().connect();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE orders IN SHARE MODE");
            pair.source().execute("INSERT INTO orders VALUES (5000, 'waits')");
            Awaitility.await().until(() -> apply.run.speed().share() <= 0.5);
            assertThat(told).anySatisfy(slower -> {
                assertThat(slower.limitedBy()).isEqualTo(SlowdownReason.SyncLatency);
                assertThat(slower.message()).contains(" % of its speed: the synchronisation was ");
            });
            least = apply.run.speed().share();
        }
        apply.catchUp();
        Awaitility.await().until(apply.run.speed()::share, share -> share > least);
    }

    private void start(RepairMode mode, int intervalSeconds) {
        apply.update(settings(mode, intervalSeconds));
        var verification = new ContinuousVerification(apply.run, apply.sync, latencyMillis::get, status::set);
        comparing = new Thread(() -> apply.untilCut(verification::compareOn), "compare");
        comparing.start();
    }

    private VerificationStatus await(Predicate<VerificationStatus> expected) {
        return Awaitility.await().until(status::get, found -> found != null && expected.test(found));
    }

    private static FullVerificationSettings settings(RepairMode mode, int intervalSeconds) {
        return new FullVerificationSettings(
                false,
                2,
                5_000,
                1_000,
                1L,
                new RepairSettings(mode, 10),
                new ContinuousVerificationSettings(true, 1_000_000, intervalSeconds, 10));
    }
}
