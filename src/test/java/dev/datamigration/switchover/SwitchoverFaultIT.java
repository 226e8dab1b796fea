package dev.datamigration.switchover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.switchover.StepAction;
import dev.datamigration.api.switchover.SwitchoverOutcome;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.compare.DatabaseComparer;
import dev.datamigration.testing.compare.TableComparison;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections to either database are cut all the time while an application moves there and back. */
class SwitchoverFaultIT {
    private static final int ENOUGH_CUTS = 10;
    private static final int MOST_CUTS_IN_A_ROW = 3;

    private final Random random = new Random();
    private final TestDatabase source = PostgresServers.source().createDatabase("fault_source");
    private final TestDatabase target = PostgresServers.target().createDatabase("fault_target");
    private final Till till = new Till(200);
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile boolean cutting;
    private volatile boolean bothApplying;
    private Thread cutter;
    private LiveTask task;
    private JvmOperator operator;

    @AfterEach
    void close() throws InterruptedException {
        cutting = false;
        if (cutter != null) {
            cutter.join();
        }
        till.close();
        if (operator != null) {
            operator.close();
        }
    }

    @Test
    void connectionsCutInEveryStep() throws InterruptedException {
        source.execute(Till.SCHEMA);
        till.open(source);
        task = new LiveTask(
                ApiServer.mock(),
                source,
                target,
                "migrationTypes: [Schema, Full, Incremental, FullVerification, ReverseIncrement]");
        operator = new JvmOperator(task.server, task.namespace);
        task.verified();
        startCutting();
        var rounds = 0;
        while (rounds < 2 || cuts.get() <= ENOUGH_CUTS) {
            rounds++;
            round(rounds, rounds % 2 == 1 ? target : source);
        }
        cutting = false;
        cutter.join();
        till.shut();
        await("both sides hold the books").untilAsserted(() -> {
            till.assertBooks(source, "source");
            till.assertBooks(target, "target");
        });
        assertThat(DatabaseComparer.compare(source, target)).allMatch(TableComparison::same);
        assertThat(bothApplying).as("both directions applied at once").isFalse();
        System.out.printf(
                "%d connections cut during %d switchovers, none of %d transactions lost or doubled%n",
                cuts.get(), rounds, till.committed());
    }

    private void round(int round, TestDatabase next) {
        task.enter(round);
        goOnUntil(status -> waitsFor(status, SwitchoverStep.ConfirmSourceWritesStopped));
        till.shut();
        task.confirm(SwitchoverStep.ConfirmSourceWritesStopped);
        goOnUntil(status -> status.forwardSwitchover().round() == round
                && status.forwardSwitchover().outcome() == SwitchoverOutcome.Completed);
        till.assertBooks(next, "round " + round);
        till.open(next);
    }

    /** A step that fails says why, and is tried again, as a person would. */
    private void goOnUntil(java.util.function.Predicate<MigrationTaskStatus> reached) {
        await().pollInterval(Duration.ofMillis(50)).until(() -> {
            var status = task.status();
            assertThat(status.state()).as("%s", status.failure()).isNotNull();
            if (status.awaiting() != null && status.awaiting().actions().contains(StepAction.Retry)) {
                assertThat(LiveTask.step(status, status.awaiting().step()).message())
                        .isNotBlank();
                task.answer(status.awaiting(), "Retry");
            }
            return reached.test(status);
        });
    }

    private static boolean waitsFor(MigrationTaskStatus status, SwitchoverStep step) {
        return status.awaiting() != null && status.awaiting().step() == step;
    }

    private void startCutting() {
        cutting = true;
        cutter = new Thread(this::cut, "cutter");
        cutter.start();
    }

    /** Now this side, now that: one of the task's sessions is ended. */
    private void cut() {
        while (cutting) {
            if (hasToRecover()) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                continue;
            }
            var side = random.nextBoolean() ? source : target;
            cuts.addAndGet(side.query("""
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                     WHERE datname = current_database() AND application_name LIKE 'dm:%'
                     ORDER BY random() LIMIT 1""").size());
            bothApplying |= bothApply();
            LockSupport.parkNanos(Duration.ofMillis(150 + random.nextInt(350)).toNanos());
        }
    }

    /** On a busy machine an attempt may take longer than it is from one cut to the next. */
    private boolean hasToRecover() {
        var retry = task.status().retry();
        return retry != null && retry.attempt() > MOST_CUTS_IN_A_ROW;
    }

    /** Each did something after the other had begun: a session whose client has gone may still be there, and does nothing. */
    private boolean bothApply() {
        var forward = applying(target);
        return applying(source).stream().anyMatch(back -> forward.stream().anyMatch(back::overlaps));
    }

    private static List<Applying> applying(TestDatabase side) {
        return side
                .query("SELECT extract(epoch FROM backend_start) || ' ' || extract(epoch FROM state_change)"
                        + " FROM pg_stat_activity WHERE datname = current_database() AND state_change IS NOT NULL"
                        + " AND application_name LIKE '%:apply'")
                .stream()
                .map(Applying::of)
                .toList();
    }

    /** A session that applies, in seconds of this machine's clock. */
    private record Applying(double begun, double lastActive) {
        static Applying of(String times) {
            var parts = times.split(" ");
            return new Applying(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
        }

        boolean overlaps(Applying other) {
            return lastActive > other.begun && other.lastActive > begun;
        }
    }
}
