package dev.datamigration.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.TaskId;
import dev.datamigration.engine.remote.LivenessPolicy.Meaning;
import dev.datamigration.failure.Failure;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReportDerivationTest {
    private static final Failure TROUBLE =
            LivenessPolicy.failure(new TaskId("here", "shop", "1"), "ConnectException", "");
    private static final WorkerDetails FOUND = Samples.of(WorkerDetails.class);
    private static final RemoteSettings SETTINGS = new GivenSettings();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void beforeTheWorkerSaysSomethingItIsOnItsWay() {
        assertThat(ReportDerivation.of(2, goal(new Wanted.Run(Phase.Precheck)), null, null))
                .isEqualTo(new Report(2, new WorkerState.Running(Phase.Precheck), WorkerDetails.NONE));
        assertThat(ReportDerivation.of(2, goal(new Wanted.Stop()), null, null).activity())
                .isEqualTo(new WorkerState.Quiescing());
    }

    @Test
    void whatAnEarlierWorkerFoundOutCountsAndWhatItDidDoesNot() {
        var earlier = new Report(1, new WorkerState.PhaseDone(Phase.Precheck), FOUND);
        assertThat(ReportDerivation.of(2, goal(new Wanted.Run(Phase.FullMigration)), earlier, null))
                .isEqualTo(new Report(2, new WorkerState.Running(Phase.FullMigration), FOUND));
    }

    @Test
    void aWorkerThatIsNotHeardIsWaitedForUnlessItHadComeToRest() {
        var goal = goal(new Wanted.Run(Phase.FullMigration));
        var running = new Report(2, new WorkerState.Running(Phase.FullMigration), FOUND);
        var waitedFor = ReportDerivation.of(2, goal, running, TROUBLE);
        assertThat(waitedFor.activity()).isEqualTo(new WorkerState.Retrying(Phase.FullMigration, TROUBLE, 1));
        assertThat(waitedFor.details().full()).isEqualTo(FOUND.full());
        assertThat(waitedFor.details().incremental().latencyMillis())
                .as("nobody measures it")
                .isNull();
        var failed = new Report(2, new WorkerState.Failed(Phase.FullMigration, TROUBLE), FOUND);
        assertThat(ReportDerivation.of(2, goal, failed, TROUBLE)).isEqualTo(failed);
    }

    @Test
    void aWorkerThatIsNotHeardHasNotStopped() {
        var running = new Report(2, new WorkerState.Running(Phase.FullMigration), FOUND);
        assertThat(ReportDerivation.of(2, goal(new Wanted.Stop()), running, TROUBLE)
                        .activity())
                .isEqualTo(new WorkerState.Quiescing(null, TROUBLE, null, 0));
    }

    @Test
    void aReleaseWithoutAWorkerIsBlockedAndSaysWhatIsHeld() {
        var report = ReportDerivation.of(2, goal(new Wanted.Release()), null, TROUBLE);
        assertThat(report.activity())
                .isInstanceOfSatisfying(
                        WorkerState.ReleaseBlocked.class,
                        blocked -> assertThat(blocked.leftBehind()).hasSize(2));
    }

    @Test
    void silenceMeansMoreTheLongerItLasts() {
        assertThat(meaning(14, true)).isEqualTo(Meaning.Nothing);
        assertThat(meaning(15, true)).isEqualTo(Meaning.Unreachable);
        assertThat(meaning(120, true)).isEqualTo(Meaning.Lost);
        assertThat(meaning(1200, false)).as("a pod that has not begun yet").isEqualTo(Meaning.Unreachable);
    }

    @Test
    void aWorkerWhosePodDoesNotRunIsToldOfAtOnceAndGivenUpNoSooner() {
        assertThat(meaning(0, true, true)).isEqualTo(Meaning.Unreachable);
        assertThat(meaning(0, false, true)).isEqualTo(Meaning.Unreachable);
        assertThat(meaning(119, true, true)).isEqualTo(Meaning.Unreachable);
        assertThat(meaning(120, true, true)).isEqualTo(Meaning.Lost);
    }

    private static Meaning meaning(long seconds, boolean known) {
        return meaning(seconds, known, false);
    }

    private static Meaning meaning(long seconds, boolean known, boolean down) {
        return LivenessPolicy.meaning(NOW.minus(Duration.ofSeconds(seconds)), NOW, known, down, SETTINGS);
    }

    private static Goal goal(Wanted wanted) {
        return new Goal(new TaskId("shop", "move", "uid-1"), 2, wanted, Samples.of(MigrationPlan.class));
    }
}
