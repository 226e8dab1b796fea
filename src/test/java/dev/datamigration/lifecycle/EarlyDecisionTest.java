package dev.datamigration.lifecycle;

import static dev.datamigration.api.switchover.SwitchoverStep.ConfirmSourceWritesStopped;
import static dev.datamigration.api.switchover.SwitchoverStep.ConfirmStopTimestamp;
import static dev.datamigration.api.switchover.SwitchoverStep.SwitchoverPrecheck;
import static dev.datamigration.lifecycle.Expect.assertCondition;
import static dev.datamigration.lifecycle.Expect.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverOutcome;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.status.ConditionList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A decision that is given before anybody asked counts neither then nor later, and the task says so. */
class EarlyDecisionTest {
    private static final String CONFIRMED_FROM_THE_START =
            "\"decision\": {\"step\": \"ConfirmSourceWritesStopped\", \"attempt\": %d, \"action\": \"Confirm\"}";

    @Test
    void whatLiesInGitFromTheStartDoesNotConfirmThatWritesStopped() {
        var scene = SwitchoverScene.withReverse()
                .asked("{" + CONFIRMED_FROM_THE_START.formatted(1)
                        + ", \"entered\": true, \"autoConfirm\": [\"StartForwardSwitchover\","
                        + " \"ProcessDatabaseObjects\", \"StartReverseIncrement\"]}");
        assertThat(reasons(scene.last)).contains(EventReason.DecisionIgnored);
        scene.reported(StepState.Done, "fine").reported(StepState.Done, "captured");
        for (var pass = 0; pass < 5; pass++) {
            scene.pass();
        }
        assertThat(scene.current()).isEqualTo(ConfirmSourceWritesStopped);
        assertThat(scene.status().applicationSide()).isEqualTo(Side.Source);
        assertThat(scene.task.status.awaiting().attempt()).isEqualTo(2);
        assertThat(scene.task.status.message()).contains("\"attempt\": 2, \"action\": \"Confirm\"");
        assertIgnored(scene, "given while no switchover was under way");
        scene.asked("{" + CONFIRMED_FROM_THE_START.formatted(2) + "}");
        assertThat(scene.current()).isEqualTo(ConfirmStopTimestamp);
        assertNotIgnored(scene);
    }

    @Test
    void confirmingInAdvanceThatWritesStoppedTakesAFence() {
        var scene = SwitchoverScene.withReverse()
                .asked("{\"entered\": true, \"autoConfirm\": [\"StartForwardSwitchover\","
                        + " \"ConfirmSourceWritesStopped\"]}");
        scene.reported(StepState.Done, "fine")
                .reported(StepState.Done, "captured")
                .pass();
        assertThat(scene.current()).isEqualTo(ConfirmSourceWritesStopped);
        scene.asked("{\"fenceSource\": true, \"applicationRoles\": [\"app\"]}");
        assertThat(scene.work()).isEqualTo(new StepWork.Perform(1, ConfirmSourceWritesStopped, 1));
    }

    @ParameterizedTest
    @EnumSource(
            value = SwitchoverStep.class,
            names = {
                "ConfirmSourceWritesStopped",
                "ProcessDatabaseObjects",
                "StartReverseIncrement",
            })
    void confirmedOneStepTooEarly(SwitchoverStep step) {
        var scene = SwitchoverScene.withReverse().entered();
        scene.answered("Confirm");
        scene.answered(step, 1, "Confirm", false);
        assertIgnored(scene, "given before " + step + " had begun");
        assertThat(scene.pass().last.events()).as("told once").isEmpty();
        scene.to(step);
        if (step == SwitchoverStep.ProcessDatabaseObjects) {
            scene.answered(step, 1, "Confirm", false).reported(StepState.Done, "set");
        } else if (scene.task.status.awaiting().attempt() == 1) {
            scene.answered(step, 1, "Confirm", false);
            return; // another decision took its place on the way: this one is given when it is asked for
        }
        assertThat(scene.step(step).state()).isEqualTo(StepState.WaitingForConfirmation);
        scene.answered("Confirm");
        assertThat(scene.step(step).state()).isNotEqualTo(StepState.WaitingForConfirmation);
    }

    @ParameterizedTest
    @CsvSource({
        "SwitchoverPrecheck, Retry", "SwitchoverPrecheck, Skip", "StartTargetStore, Retry", "StartTargetStore, Skip",
        "ConfirmStopTimestamp, Retry", "ConfirmStopTimestamp, Skip", "StopForwardSync, Retry", "StopForwardSync, Skip"
    })
    void whatIsSaidToARunningStepDoesNotCountOnceItFailed(SwitchoverStep step, String action) {
        var scene = SwitchoverScene.withReverse().entered().to(step);
        scene.answered(step, 1, action, false);
        assertIgnored(scene, "was running and asked nobody");
        scene.reported(StepState.Failed, "no");
        assertThat(scene.step(step).state()).isEqualTo(StepState.Failed);
        assertThat(scene.task.status.awaiting().attempt()).isEqualTo(2);
        assertThat(scene.pass().task.status.awaiting().attempt()).isEqualTo(2);
        scene.answered(action);
        assertThat(scene.step(step).attempt()).isEqualTo(action.equals("Retry") || step == SwitchoverPrecheck ? 3 : 2);
        assertNotIgnored(scene);
    }

    @Test
    void ofASecondRound() {
        var scene = SwitchoverScene.withReverse().entered().to(ConfirmSourceWritesStopped);
        scene.through();
        scene.asked("{\"round\": 2, " + CONFIRMED_FROM_THE_START.formatted(2) + "}");
        assertIgnored(scene, "given while no switchover was under way");
        scene.asked("{\"autoConfirm\": [\"StartForwardSwitchover\"]}");
        scene.reported(StepState.Done, "fine")
                .reported(StepState.Done, "captured")
                .pass();
        assertThat(scene.current()).isEqualTo(ConfirmSourceWritesStopped);
        assertThat(scene.task.status.awaiting().attempt()).isEqualTo(3);
        assertThat(scene.status().outcome()).isEqualTo(SwitchoverOutcome.InProgress);
    }

    @Test
    void givenWhileTheTaskIsStopped() {
        var scene = SwitchoverScene.withReverse().entered().to(ConfirmSourceWritesStopped);
        scene.task.wants("Stopped");
        scene.pass().task.reports(new WorkerState.Stopped());
        scene.pass().asked("{" + CONFIRMED_FROM_THE_START.formatted(1) + "}");
        assertIgnored(scene, "given while the task was Stopped");
        scene.task.wants("Running");
        scene.pass().task.reports(new WorkerState.Running(Phase.ForwardSwitchover));
        scene.pass().pass();
        assertThat(scene.task.status.state()).isEqualTo(TaskState.Running);
        assertThat(scene.current()).isEqualTo(ConfirmSourceWritesStopped);
        assertThat(scene.task.status.awaiting().attempt()).isEqualTo(2);
    }

    @Test
    void anAnswerThatIsAskedForCountsThoughTheWorkerIsReplacedMeanwhile() {
        var scene = SwitchoverScene.withReverse().entered().to(ConfirmSourceWritesStopped);
        scene.task.operatorRestarted();
        scene.answered("Confirm");
        assertThat(scene.current()).isEqualTo(ConfirmSourceWritesStopped);
        assertNotIgnored(scene);
        scene.task.reports(new WorkerState.Running(Phase.ForwardSwitchover));
        scene.pass();
        assertThat(scene.current()).isEqualTo(ConfirmStopTimestamp);
        assertNotIgnored(scene);
    }

    @Test
    void wrongSkipsOfThePrecheckSayWhatIsWrong() {
        var scene = SwitchoverScene.withReverse().entered().to(SwitchoverPrecheck);
        scene.reported(StepState.Failed, "latency").answered("Skip", true);
        assertIgnored(scene, "the first skip of SwitchoverPrecheck does not acknowledge");
        scene.answered("Skip");
        assertNotIgnored(scene);
        scene.answered("Skip");
        assertIgnored(scene, "the second skip of SwitchoverPrecheck must acknowledge");
        scene.answered(SwitchoverPrecheck, 1, "Retry", false);
        assertIgnored(scene, "waited for an answer to attempt 2");
        scene.answered("Skip", true);
        assertNotIgnored(scene);
        assertThat(scene.step(SwitchoverPrecheck).state()).isEqualTo(StepState.Skipped);
    }

    private static void assertIgnored(SwitchoverScene scene, String why) {
        assertCondition(scene.task.status, "DecisionIgnored", true, "NotAwaited");
        assertThat(scene.status().decision().counted()).isFalse();
        assertThat(ConditionList.find(scene.task.status.conditions(), "DecisionIgnored")
                        .orElseThrow()
                        .getMessage())
                .contains(why)
                .contains("status.awaiting");
    }

    private static void assertNotIgnored(SwitchoverScene scene) {
        assertThat(ConditionList.find(scene.task.status.conditions(), "DecisionIgnored"))
                .isEmpty();
    }
}
