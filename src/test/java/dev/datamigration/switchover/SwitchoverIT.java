package dev.datamigration.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.SwitchoverStep;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.compare.DatabaseComparer;
import dev.datamigration.testing.compare.TableComparison;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application moves from one side to the other and back while it lives, and keeps its books. */
class SwitchoverIT {
    private static final int PER_SECOND = 500;
    private static final String TYPES =
            "migrationTypes: [Schema, Full, Incremental, FullVerification, ReverseIncrement]";

    private final TestDatabase source = PostgresServers.source().createDatabase("switch_source");
    private final TestDatabase target = PostgresServers.target().createDatabase("switch_target");
    private final Till till = new Till(PER_SECOND);
    private final List<Long> stops = new ArrayList<>();
    private LiveTask task;

    @AfterEach
    void close() {
        till.close();
        if (task != null) {
            task.close();
        }
    }

    @Test
    void thereAndBackAndThereAndBack() {
        switchOver(4);
    }

    @Test
    @Tag("long")
    void fiftyTimes() {
        switchOver(50);
    }

    private void switchOver(int rounds) {
        source.execute(Till.SCHEMA);
        till.open(source);
        task = new LiveTask(ApiServer.mock(), source, target, TYPES).verified();
        for (var round = 1; round <= rounds; round++) {
            round(round);
        }
        till.shut();
        awaitEqual("at the end");
        report(rounds);
        task.end();
        assertNothingHeld();
    }

    private void round(int round) {
        var next = round % 2 == 1 ? target : source;
        var before = till.committed();
        task.enter(round);
        task.waits(SwitchoverStep.ConfirmSourceWritesStopped);
        awaitCommitted(before + PER_SECOND / 4);
        till.shut();
        task.confirm(SwitchoverStep.ConfirmSourceWritesStopped);
        task.awaitDone(SwitchoverStep.StopForwardSync);
        till.assertBooks(next, "round " + round);
        var completed = task.awaitCompleted(round);
        till.open(next);
        stops.add(completed.forwardSwitchover().stopMillis());
        assertThat(completed.forwardSwitchover().lateWrites())
                .as("round %d", round)
                .isNullOrEmpty();
    }

    /** The till works on whichever side it is. */
    private void awaitCommitted(long number) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> till.committed() >= number);
    }

    private void awaitEqual(String what) {
        Awaitility.await(what).atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            till.assertBooks(source, what);
            till.assertBooks(target, what);
        });
        assertThat(DatabaseComparer.compare(source, target)).as(what).allMatch(TableComparison::same);
    }

    private void report(int rounds) {
        var sorted = stops.stream().sorted().toList();
        System.out.printf(
                "%d switchovers at %d transactions/s, %d transactions, none lost or doubled; from the confirmation to the"
                        + " end of StopForwardSync: median %d ms, worst %d ms%n",
                rounds, PER_SECOND, till.committed(), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }

    private void assertNothingHeld() {
        for (var side : List.of(source, target)) {
            assertThat(side.count("pg_replication_slots WHERE database = current_database()"))
                    .isZero();
            assertThat(side.count("pg_publication")).isZero();
            assertThat(side.count("pg_namespace WHERE nspname = 'datamigration'"))
                    .isZero();
        }
    }
}
