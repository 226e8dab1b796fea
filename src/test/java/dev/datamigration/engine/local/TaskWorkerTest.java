package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.TaskId;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a worker makes of goals that change while it is at something, in virtual time. Failures are in {@link FailingWorkerTest}. */
class TaskWorkerTest {
    private static final TaskId TASK = new TaskId("shop", "move", "uid-1");
    private static final MigrationPlan PLAN = Samples.of(MigrationPlan.class);
    private static final Wanted PRECHECK = new Wanted.Run(Phase.Precheck);
    private static final Wanted LOAD = new Wanted.Run(Phase.FullMigration);
    private static final Wanted STOP = new Wanted.Stop();

    private final VirtualWorker scene = new VirtualWorker();

    @Test
    void phasesAreBroughtToTheirEndInOneRun() {
        var worker = scene.worker(goal(PRECHECK));
        assertThat(scene.goOn()).as("it waits for the next goal").isTrue();
        assertThat(scene.operations()).containsExactly("begin", "Precheck");
        assertThat(worker.report().activity()).isEqualTo(new WorkerState.PhaseDone(Phase.Precheck));

        worker.pursue(goal(PRECHECK));
        worker.pursue(goal(LOAD));
        scene.goOn();
        assertThat(scene.operations()).containsExactly("update", "FullMigration");
        assertThat(worker.report().activity()).isEqualTo(new WorkerState.PhaseDone(Phase.FullMigration));
    }

    @Test
    void aPhaseThatIsDoneIsNotDoneAgainForANewerPlan() {
        var worker = scene.worker(goal(LOAD));
        scene.goOn();
        scene.log();
        var newer = new Goal(TASK, 1, LOAD, PLAN, 7);
        worker.pursue(newer);
        scene.goOn();
        assertThat(scene.log()).containsExactly("update");
    }

    @Test
    void whatChangesWhileAPhaseRunsReachesItsRunAndBreaksNothingOff() {
        var worker = scene.worker(goal(LOAD));
        scene.during("FullMigration", () -> worker.pursue(new Goal(TASK, 1, LOAD, Samples.of(MigrationPlan.class), 3)));
        scene.goOn();
        assertThat(scene.operations()).containsExactly("begin", "FullMigration", "update");
        assertThat(worker.report().activity()).isEqualTo(new WorkerState.PhaseDone(Phase.FullMigration));
    }

    @Test
    void aStopBreaksAPhaseOffAndIsSaidOnceBothServersWereAsked() {
        var worker = scene.worker(goal(LOAD));
        scene.during("FullMigration", () -> worker.pursue(goal(STOP)));
        scene.during("quiesce", () -> assertThat(worker.report().activity()).isEqualTo(new WorkerState.Quiescing()));
        assertThat(scene.goOn()).as("nothing is left to do").isFalse();
        assertThat(scene.operations()).containsExactly("begin", "FullMigration", "broken off", "close", "quiesce");
        assertThat(worker.report().activity()).isEqualTo(new WorkerState.Stopped());

        worker.pursue(goal(STOP));
        assertThat(scene.goOn()).as("told again").isFalse();
        assertThat(scene.operations()).isEmpty();
    }

    @Test
    void whatIsWantedAgainBeforeAStopWasReachedGoesOnInANewRun() {
        var worker = scene.worker(goal(LOAD));
        scene.during("FullMigration", () -> {
            worker.pursue(goal(STOP));
            worker.pursue(goal(LOAD));
        });
        scene.goOn();
        assertThat(scene.operations())
                .as("the run was cancelled by the Stop")
                .containsExactly("begin", "FullMigration", "broken off", "close", "begin", "FullMigration");
        assertThat(worker.report().activity()).isEqualTo(new WorkerState.PhaseDone(Phase.FullMigration));
    }

    @Test
    void aWorkerThatStoppedGoesOnWithTheNextGoal() {
        var worker = scene.worker(goal(STOP));
        assertThat(scene.goOn()).isFalse();
        worker.pursue(goal(LOAD));
        scene.goOn();
        assertThat(scene.operations()).containsExactly("quiesce", "begin", "FullMigration");
    }

    @Test
    void anAbortBreaksAStepOffAndNothingElseDoes() {
        var perform = new StepWork.Perform(1, SwitchoverStep.StopForwardSync, 1);
        var hold = new StepWork.Hold(1, SwitchoverStep.StopForwardSync);
        var abort = new StepWork.Abort(1, 2);
        var worker = scene.worker(goal(switchover(perform)));
        scene.during(perform.toString(), () -> worker.pursue(goal(switchover(hold))));
        scene.during(hold.toString(), () -> worker.pursue(goal(switchover(abort))));
        scene.during(abort.toString(), () -> worker.pursue(goal(switchover(abort))));
        scene.goOn();
        assertThat(scene.operations())
                .containsExactly(
                        "begin",
                        perform.toString(),
                        "update",
                        hold.toString(),
                        "broken off",
                        "close",
                        "begin",
                        abort.toString());
    }

    @Test
    void aStepIsPerformedOnceForEachAttempt() {
        var first = new StepWork.Perform(1, SwitchoverStep.SwitchoverPrecheck, 1);
        var second = new StepWork.Perform(1, SwitchoverStep.SwitchoverPrecheck, 2);
        var worker = scene.worker(goal(switchover(first)));
        scene.goOn();
        worker.pursue(new Goal(TASK, 1, switchover(first), PLAN, 1));
        scene.goOn();
        scene.operations();
        worker.pursue(goal(switchover(second)));
        scene.goOn();
        assertThat(scene.log())
                .as("what the step found is told though the phase is done as it was")
                .containsExactly("update", second.toString(), "changed");
    }

    @Test
    void aFailedPrecheckEndsEverythingAndNothingGoesOnWithoutANewEpoch() {
        var worker = scene.worker(goal(PRECHECK));
        var failed = new PrecheckItem("Privileges", Side.Source, PrecheckItemStatus.Failed, "none", "GRANT", false);
        scene.during("Precheck", () -> scene.progressBoard().post(new PrecheckStatus(null, List.of(failed))));
        scene.during(
                "quiesce",
                () -> assertThat(worker.report().activity()).isEqualTo(new WorkerState.Running(Phase.Precheck)));
        assertThat(scene.goOn()).isFalse();
        assertThat(scene.operations()).containsExactly("begin", "Precheck", "close", "quiesce");
        assertThat(worker.report().activity()).isEqualTo(new WorkerState.PhaseDone(Phase.Precheck));

        worker.pursue(goal(LOAD));
        assertThat(scene.goOn()).isFalse();
        assertThat(scene.operations()).isEmpty();
    }

    @Test
    void whatTheTaskHoldsIsReleasedAfterEverythingHasEnded() {
        var worker = scene.worker(goal(LOAD));
        scene.goOn();
        worker.pursue(goal(new Wanted.Release()));
        assertThat(scene.goOn()).isFalse();
        assertThat(scene.operations()).containsExactly("begin", "FullMigration", "close", "release");
        assertThat(worker.report().activity()).isEqualTo(new WorkerState.Released());

        worker.pursue(goal(new Wanted.Release()));
        assertThat(scene.goOn()).isFalse();
        assertThat(scene.operations()).isEmpty();
    }

    @Test
    void whatATaskShouldNotHoldIsLookedForByItself() {
        var worker = scene.worker(goal(new Wanted.ReleaseOrphans()));
        scene.goOn();
        assertThat(scene.operations()).containsExactly("release orphans");
        assertThat(worker.report().activity()).isEqualTo(new WorkerState.Released());
    }

    @Test
    void aLaterEpochBeginsOnceTheEarlierOneHasEnded() {
        var worker = scene.worker(goal(LOAD));
        scene.during("FullMigration", worker::abandon);
        assertThat(scene.goOn()).isFalse();
        assertThat(scene.operations()).containsExactly("begin", "FullMigration", "broken off", "close");
        assertThat(worker.report().activity())
                .as("of an abandoned worker nothing more is said")
                .isEqualTo(new WorkerState.Running(Phase.FullMigration));
        worker.pursue(goal(STOP));
        assertThat(scene.goOn()).as("and it takes no goal").isFalse();

        var successor = scene.worker(new Goal(TASK, 2, LOAD, PLAN), worker);
        scene.goOn();
        assertThat(successor.report().epoch()).isEqualTo(2);
        assertThat(successor.report().activity()).isEqualTo(new WorkerState.PhaseDone(Phase.FullMigration));
    }

    @Test
    void aWorkerThatIsAbandonedWhileItWaitsEndsWhatRunsInTheBackground() {
        var worker = scene.worker(goal(LOAD));
        scene.at(Duration.ofHours(5), worker::abandon);
        assertThat(scene.goOn()).isFalse();
        assertThat(scene.operations()).containsExactly("begin", "FullMigration", "close");
    }

    private static Wanted switchover(StepWork work) {
        return new Wanted.Run(Phase.ForwardSwitchover, work);
    }

    private static Goal goal(Wanted wanted) {
        return new Goal(TASK, 1, wanted, PLAN);
    }
}
