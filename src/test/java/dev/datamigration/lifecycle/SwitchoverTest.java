package dev.datamigration.lifecycle;

import static dev.datamigration.api.switchover.SwitchoverStep.ConfirmSourceWritesStopped;
import static dev.datamigration.api.switchover.SwitchoverStep.ConfirmStopTimestamp;
import static dev.datamigration.api.switchover.SwitchoverStep.ProcessDatabaseObjects;
import static dev.datamigration.api.switchover.SwitchoverStep.StartForwardSwitchover;
import static dev.datamigration.api.switchover.SwitchoverStep.StartReverseIncrement;
import static dev.datamigration.api.switchover.SwitchoverStep.StartTargetStore;
import static dev.datamigration.api.switchover.SwitchoverStep.SwitchoverPrecheck;
import static dev.datamigration.lifecycle.Expect.assertCondition;
import static dev.datamigration.lifecycle.Expect.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.switchover.RehearsalStatus;
import dev.datamigration.api.switchover.StepAction;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverItemStatus;
import dev.datamigration.api.switchover.SwitchoverOutcome;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import dev.datamigration.lifecycle.model.Directive;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.status.StatusChange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a switchover goes from step to step. */
class SwitchoverTest {
    private static final SwitchoverItem LATE =
            new SwitchoverItem("Latency", Side.Source, SwitchoverItemStatus.Failed, "40 s behind", null);
    private static final SwitchoverItem FINE =
            new SwitchoverItem("Sequences", Side.Source, SwitchoverItemStatus.Passed, "readable", null);

    @Test
    void theWholeCeremonyInOrder() {
        var scene = SwitchoverScene.withReverse().entered();
        assertThat(scene.task.status.phase()).isEqualTo(Phase.ForwardSwitchover);
        assertThat(scene.status().steps())
                .extracting(SwitchoverStepStatus::step)
                .containsExactly(SwitchoverStep.values());
        assertThat(scene.status().enteredBy()).isEqualTo("enterer");
        assertThat(reasons(scene.last)).containsExactly(EventReason.SwitchoverEntered, EventReason.StepWaiting);
        assertThat(scene.task.status.awaiting().actions()).containsExactly(StepAction.Confirm);
        assertThat(scene.work()).isEqualTo(new StepWork.Hold(1, StartForwardSwitchover));

        scene.answered("Confirm");
        assertThat(scene.work()).isEqualTo(new StepWork.Perform(1, SwitchoverPrecheck, 1));
        assertThat(scene.step(StartForwardSwitchover).decidedBy()).isEqualTo("decider");
        scene.reported(StepState.Done, "nothing holds it up");
        assertThat(scene.work()).isEqualTo(new StepWork.Perform(1, StartTargetStore, 1));
        scene.reported(StepState.Done, "captured");
        assertThat(scene.work()).isEqualTo(new StepWork.Hold(1, ConfirmSourceWritesStopped));
        assertThat(scene.task.status.message())
                .contains("stop the application's writes to the source")
                .contains("{\"step\": \"ConfirmSourceWritesStopped\", \"attempt\": 1, \"action\": \"Confirm\"}");
        scene.answered("Confirm");
        assertThat(scene.work()).isEqualTo(new StepWork.Perform(1, ConfirmStopTimestamp, 1));
        scene.reported(StepState.Done, "at 0/1");
        assertThat(scene.status().applicationSide()).isEqualTo(Side.Source);
        scene.reported(StepState.Done, "stopped");
        assertThat(scene.status().applicationSide()).isEqualTo(Side.Target);
        assertThat(scene.status().stopMillis()).isPositive();
        assertThat(scene.work()).isEqualTo(new StepWork.Perform(1, ProcessDatabaseObjects, 1));
        scene.reported(StepState.Done, "2 sequences set");
        assertThat(scene.work()).isEqualTo(new StepWork.Hold(1, ProcessDatabaseObjects));
        scene.answered("Confirm");
        assertThat(scene.work()).isEqualTo(new StepWork.Hold(1, StartReverseIncrement));
        scene.answered("Confirm");
        assertThat(scene.work()).isEqualTo(new StepWork.Perform(1, StartReverseIncrement, 1));
        scene.reported(StepState.Done, "runs");

        assertThat(scene.task.status.phase()).isEqualTo(Phase.ReverseIncrement);
        assertThat(scene.status().outcome()).isEqualTo(SwitchoverOutcome.Completed);
        assertThat(scene.work()).isEqualTo(new StepWork.Reverse(1, null));
        assertThat(reasons(scene.last)).containsExactly(EventReason.StepDone, EventReason.SwitchoverCompleted);
        assertCondition(scene.task.status, "SwitchedOver", true, "Completed");
        assertCondition(scene.task.status, "Ready", true, "InStep");
        assertThat(scene.pass().last.events()).isEmpty();
        assertThat(scene.task.status.message()).contains("the application is on the target");
    }

    @Test
    void aStepIsWrittenDownBeforeItIsBegunAndNothingIsToldTwice() {
        var scene = SwitchoverScene.withReverse().entered().answered("Confirm");
        assertThat(scene.step(SwitchoverPrecheck).state()).isEqualTo(StepState.Running);
        var status = scene.task.status;
        scene.pass();
        assertThat(scene.last.events()).isEmpty();
        assertThat(StatusChange.between(status, scene.task.status)).isEqualTo(StatusChange.None);
        assertThat(scene.work()).isEqualTo(new StepWork.Perform(1, SwitchoverPrecheck, 1));
    }

    @Test
    void entersOnlyOnceVerificationIsComplete() {
        var task = Given.running(Phase.FullVerification).with("{\"forwardSwitchover\": {\"entered\": true}}");
        task.pass();
        assertThat(task.status.phase()).isEqualTo(Phase.FullVerification);
        assertThat(task.status.message()).contains("entered once full verification is complete or skipped");
        task.reports(new WorkerState.PhaseDone(Phase.FullVerification), Found.verification(0, true))
                .pass();
        assertThat(task.status.phase()).isEqualTo(Phase.ForwardSwitchover);
    }

    @Test
    void entersAfterASkippedVerificationAndWithoutOne() {
        var skipped = Given.running(Phase.FullVerification)
                .with("{\"fullVerification\": {\"skip\": true}, \"forwardSwitchover\": {\"entered\": true}}");
        skipped.pass();
        assertThat(skipped.status.phase()).isEqualTo(Phase.ForwardSwitchover);
        var without = new SwitchoverScene("Schema", "Full", "Incremental").entered();
        assertThat(without.task.status.phase()).isEqualTo(Phase.ForwardSwitchover);
    }

    @Test
    void withoutReverseTheTaskIsCompletedOnceNothingIsKept() {
        var scene = new SwitchoverScene().entered();
        assertThat(scene.status().steps())
                .extracting(SwitchoverStepStatus::step)
                .doesNotContain(StartTargetStore, StartReverseIncrement);
        scene.through();
        assertThat(scene.work()).isEqualTo(new StepWork.Finish(1, 1));
        assertThat(scene.task.status.state()).isEqualTo(TaskState.Running);
        scene.ended();
        assertThat(scene.task.status.state()).isEqualTo(TaskState.Completed);
        assertThat(scene.last.directive()).isEqualTo(Told.stop(1));
        assertThat(scene.status().outcome()).isEqualTo(SwitchoverOutcome.Completed);
        assertThat(scene.task.status.awaiting()).isNull();
    }

    @Test
    void anAnswerToAnotherStepOrAttemptIsNone() {
        var scene = SwitchoverScene.withReverse().entered();
        scene.answered(StartForwardSwitchover, 2, "Confirm", false);
        assertThat(scene.current()).isEqualTo(StartForwardSwitchover);
        scene.answered(ConfirmSourceWritesStopped, 1, "Confirm", false);
        assertThat(scene.current()).isEqualTo(StartForwardSwitchover);
    }

    @ParameterizedTest
    @EnumSource(
            value = SwitchoverStep.class,
            names = {"SwitchoverPrecheck", "StartTargetStore", "ConfirmStopTimestamp", "StopForwardSync"})
    void aFailedStepIsRetriedOncePerAnswer(SwitchoverStep step) {
        var scene = SwitchoverScene.withReverse().entered().to(step);
        scene.reported(StepState.Failed, "no", LATE);
        assertThat(scene.step(step).state()).isEqualTo(StepState.Failed);
        assertThat(reasons(scene.last)).containsExactly(EventReason.StepFailed);
        assertThat(scene.task.status.awaiting().actions()).containsExactly(StepAction.Retry, StepAction.Skip);
        assertThat(scene.task.status.state()).isEqualTo(TaskState.Running);
        scene.answered("Retry");
        assertThat(scene.work()).isEqualTo(new StepWork.Perform(1, step, 2));
        assertThat(scene.step(step).items()).isNull();
        scene.reported(StepState.Failed, "no");
        assertThat(scene.step(step).state())
                .as("the same answer does not retry again")
                .isEqualTo(StepState.Failed);
    }

    @ParameterizedTest
    @EnumSource(
            value = SwitchoverStep.class,
            names = {"StartTargetStore", "ConfirmStopTimestamp", "StopForwardSync"})
    void aFailedStepIsSkipped(SwitchoverStep step) {
        var scene = SwitchoverScene.withReverse().entered().to(step);
        scene.reported(StepState.Failed, "no").answered("Skip");
        assertThat(scene.step(step).state()).isEqualTo(StepState.Skipped);
        assertThat(scene.step(step).decidedBy()).isEqualTo("decider");
        assertThat(reasons(scene.last)).contains(EventReason.StepSkipped);
    }

    @Test
    void thePrecheckIsSkippedByASecondAcknowledgingSkipOnly() {
        var scene = SwitchoverScene.withReverse().entered().to(SwitchoverPrecheck);
        scene.reported(StepState.Failed, "latency", LATE, FINE);
        scene.answered("Skip", true);
        assertThat(scene.step(SwitchoverPrecheck).state()).as("not at first").isEqualTo(StepState.Failed);
        scene.answered("Skip");
        assertThat(scene.step(SwitchoverPrecheck).state()).isEqualTo(StepState.Failed);
        assertThat(scene.step(SwitchoverPrecheck).skipRequested()).isTrue();
        assertThat(scene.task.status.awaiting().attempt()).isEqualTo(2);
        assertThat(scene.task.status.message()).contains("\"attempt\": 2, \"action\": \"Skip\", \"acknowledge\": true");
        scene.answered("Skip");
        assertThat(scene.step(SwitchoverPrecheck).state())
                .as("not without acknowledging")
                .isEqualTo(StepState.Failed);
        scene.answered("Skip", true);
        assertThat(scene.step(SwitchoverPrecheck).state()).isEqualTo(StepState.Skipped);
        assertThat(scene.step(SwitchoverPrecheck).acknowledged()).containsExactly("Latency");
        assertThat(scene.step(SwitchoverPrecheck).decidedBy()).isEqualTo("decider");
        assertThat(scene.current()).isEqualTo(StartTargetStore);
    }

    @Test
    void aSkipThatWasAskedForIsForgottenByARetry() {
        var scene = SwitchoverScene.withReverse().entered().to(SwitchoverPrecheck);
        scene.reported(StepState.Failed, "latency", LATE).answered("Skip").answered("Retry");
        scene.reported(StepState.Failed, "latency", LATE);
        assertThat(scene.step(SwitchoverPrecheck).skipRequested()).isNull();
        assertThat(scene.step(SwitchoverPrecheck).attempt()).isEqualTo(3);
    }

    @Test
    void stepsConfirmedInAdvanceWaitForNobody() {
        var scene = SwitchoverScene.withReverse()
                .asked(
                        "{\"entered\": true, \"autoConfirm\": [\"StartForwardSwitchover\", \"ProcessDatabaseObjects\"]}");
        assertThat(scene.work()).isEqualTo(new StepWork.Perform(1, SwitchoverPrecheck, 1));
        assertThat(scene.step(StartForwardSwitchover).decidedBy()).isEqualTo("git in advance");
        scene.to(ProcessDatabaseObjects).reported(StepState.Done, "set");
        assertThat(scene.current()).isEqualTo(StartReverseIncrement);
    }

    @Test
    void aFenceIsWorkOfItsOwnAndIsAskedForAgainIfItFails() {
        var scene = SwitchoverScene.withReverse()
                .asked("{\"fenceSource\": true, \"applicationRoles\": [\"app\"],"
                        + " \"autoConfirm\": [\"ConfirmSourceWritesStopped\"]}");
        scene.entered().to(ConfirmSourceWritesStopped);
        assertThat(scene.work()).isEqualTo(new StepWork.Perform(1, ConfirmSourceWritesStopped, 1));
        scene.reported(StepState.Failed, "role app is missing");
        assertThat(scene.step(ConfirmSourceWritesStopped).state()).isEqualTo(StepState.WaitingForConfirmation);
        assertThat(scene.task.status.awaiting().attempt()).isEqualTo(2);
        assertThat(scene.task.status.message()).contains("role app is missing");
        scene.answered("Confirm");
        assertThat(scene.work()).isEqualTo(new StepWork.Perform(1, ConfirmSourceWritesStopped, 2));
        scene.reported(StepState.Done, "fenced");
        assertThat(scene.current()).isEqualTo(ConfirmStopTimestamp);
    }

    @ParameterizedTest
    @EnumSource(
            value = SwitchoverStep.class,
            names = {"ProcessDatabaseObjects", "StartReverseIncrement"},
            mode = EnumSource.Mode.EXCLUDE)
    void abortsFromEveryStepUpToTheStop(SwitchoverStep step) {
        var scene = SwitchoverScene.withReverse().entered().to(step);
        scene.asked("{\"entered\": false}");
        assertThat(scene.work()).isEqualTo(new StepWork.Abort(1, 1));
        assertThat(scene.status().outcome()).isEqualTo(SwitchoverOutcome.Aborting);
        assertThat(scene.task.status.awaiting()).isNull();
        scene.ended();
        assertThat(scene.status().outcome()).isEqualTo(SwitchoverOutcome.Aborted);
        assertThat(scene.task.status.phase()).isEqualTo(Phase.FullVerification);
        assertThat(scene.task.status.phaseComplete()).isTrue();
        assertThat(scene.work()).isNull();
        assertThat(scene.task.status.supportedOperations()).contains(TaskOperation.EnterForwardSwitchover);
        scene.pass();
        assertThat(scene.task.status.phaseComplete()).isTrue();
        scene.entered();
        assertThat(scene.task.status.awaiting().attempt())
                .as("old answers do not count")
                .isEqualTo(2);
    }

    @Test
    void afterTheStopItIsTooLateToAbort() {
        var scene = SwitchoverScene.withReverse().entered().to(ProcessDatabaseObjects);
        scene.asked("{\"entered\": false}");
        assertThat(scene.status().outcome()).isEqualTo(SwitchoverOutcome.InProgress);
        assertThat(scene.task.status.message())
                .contains("too late to abort")
                .contains("{\"entered\": true, \"round\": 2}");
        scene.through();
        assertThat(scene.task.status.phase()).isEqualTo(Phase.ReverseIncrement);
        assertThat(scene.pass().task.status.phase()).isEqualTo(Phase.ReverseIncrement);
    }

    @Test
    void backAndForthAsOftenAsWanted() {
        var scene = SwitchoverScene.withReverse().entered().through();
        for (var round = 2; round <= 5; round++) {
            scene.round(round);
            assertThat(scene.task.status.awaiting().attempt()).isEqualTo(round);
            scene.through();
            assertThat(scene.status().round()).isEqualTo(round);
            assertThat(scene.status().outcome()).isEqualTo(SwitchoverOutcome.Completed);
            assertThat(scene.status().applicationSide()).isEqualTo(round % 2 == 1 ? Side.Target : Side.Source);
            assertThat(scene.work()).isEqualTo(new StepWork.Reverse(round, null));
            assertCondition(scene.task.status, "SwitchedOver", round % 2 == 1, "Completed");
        }
    }

    @Test
    void switchingBackCanBeAborted() {
        var scene = SwitchoverScene.withReverse().entered().through().round(2).to(ConfirmSourceWritesStopped);
        assertThat(scene.task.status.message()).contains("stop the application's writes to the target");
        scene.round(1);
        assertThat(scene.work()).isEqualTo(new StepWork.Abort(2, 2));
        scene.ended();
        assertThat(scene.task.status.phase()).isEqualTo(Phase.ReverseIncrement);
        assertThat(scene.work()).isEqualTo(new StepWork.Reverse(1, null));
        assertThat(scene.status().applicationSide()).isEqualTo(Side.Target);
        scene.round(2).through();
        assertThat(scene.status().applicationSide()).isEqualTo(Side.Source);
    }

    @Test
    void aRestartGoesOnWithTheSameAttempt() {
        var scene = SwitchoverScene.withReverse().entered().to(ConfirmStopTimestamp);
        scene.task.operatorRestarted();
        scene.pass();
        assertThat(scene.work()).isEqualTo(new StepWork.Perform(1, ConfirmStopTimestamp, 1));
        assertThat(((Directive.Pursue) scene.last.directive()).epoch()).isEqualTo(2);
    }

    @Test
    void stopsAndFailsAndGoesOnWithinAStep() {
        var scene = SwitchoverScene.withReverse().entered().to(StartTargetStore);
        scene.task.wants("Stopped");
        scene.pass().task.reports(new WorkerState.Stopped());
        scene.pass();
        assertThat(scene.task.status.state()).isEqualTo(TaskState.Stopped);
        assertThat(scene.task.status.awaiting()).isNull();
        scene.task.wants("Running");
        assertThat(scene.pass().work()).isEqualTo(new StepWork.Perform(1, StartTargetStore, 1));
        scene.task.reports(WorkerStates.failed(Given.ROW_REFUSED));
        assertThat(scene.pass().task.status.state()).isEqualTo(TaskState.Failed);
        assertThat(scene.task.status.phase()).isEqualTo(Phase.ForwardSwitchover);
        scene.task.with("{\"resumeNonce\": 1}");
        assertThat(scene.pass().work()).isEqualTo(new StepWork.Perform(1, StartTargetStore, 1));
    }

    @Test
    void aPersonIsHeardWhileAnErrorIsWaitedOut() {
        var scene = SwitchoverScene.withReverse().entered().to(StartTargetStore);
        scene.task.reports(WorkerStates.retrying(
                new FailureStatus("Unreachable", FailureClass.Transient, Side.Target, "gone", "wait", null, null), 1));
        assertThat(scene.pass().task.status.message()).contains("waiting out a passing error");
        scene.asked("{\"entered\": false}");
        assertThat(scene.work()).isEqualTo(new StepWork.Abort(1, 1));
    }

    @Test
    void lateWritesAreToldOncePerTable() {
        var scene = SwitchoverScene.withReverse().entered().through();
        scene.foundLate(new LateWrites(1, Side.Source, "public.orders", 0L, 1L, null, null));
        assertThat(reasons(scene.last)).containsExactly(EventReason.LateWrites);
        assertThat(scene.task.status.message()).contains("lateWrites");
        var before = scene.task.status;
        scene.foundLate(new LateWrites(1, Side.Source, "public.orders", 0L, 2L, null, null));
        assertThat(scene.last.events()).isEmpty();
        assertThat(StatusChange.between(before, scene.task.status)).isEqualTo(StatusChange.Progress);
    }

    @Test
    void aRehearsalHappensOncePerNonceAndChangesNothing() {
        var scene = SwitchoverScene.withReverse().asked("{\"rehearsalNonce\": 3}");
        assertThat(scene.task.status.phase()).isEqualTo(Phase.FullVerification);
        assertThat(scene.work()).isEqualTo(new StepWork.Rehearse(1, 3));
        scene.rehearsed(new RehearsalStatus(3L, "2026-01-01T00:00:00Z", true, 240L, "about 0.2 s", List.of(FINE)));
        assertThat(reasons(scene.last)).containsExactly(EventReason.RehearsalPassed);
        assertThat(scene.pass().work()).isNull();
        assertThat(scene.status().rehearsal().expectedDowntimeMillis()).isEqualTo(240L);
        scene.entered().through().asked("{\"rehearsalNonce\": 4}");
        assertThat(scene.work()).isEqualTo(new StepWork.Rehearse(2, 4));
    }

    @Test
    void theDatabasesAreComparedAgainWhenAsked() {
        var scene = SwitchoverScene.withReverse().entered().through();
        scene.task.with("{\"fullVerification\": {\"runNonce\": 7}}");
        assertThat(scene.pass().work()).isEqualTo(new StepWork.Reverse(1, 7L));
        scene.foundReverse(new VerificationStatus(7L, false, 40, 1, 0, null, 1L, 0L, 0L, 0L, null, null));
        assertThat(scene.work()).as("not yet answered").isEqualTo(new StepWork.Reverse(1, 7L));
        scene.foundReverse(new VerificationStatus(7L, false, 100, 1, 1, true, 1L, 0L, 0L, 0L, null, null));
        assertThat(scene.work()).isEqualTo(new StepWork.Reverse(1, null));
    }

    @Test
    void whoDidWhatIsTheLastOperation() {
        var scene = SwitchoverScene.withReverse().entered();
        assertThat(scene.task.status.lastOperation().operation()).isEqualTo(TaskOperation.EnterForwardSwitchover);
        assertThat(scene.task.status.lastOperation().requestedBy()).isEqualTo("enterer");
        scene.answered("Confirm");
        assertThat(scene.task.status.lastOperation().operation()).isEqualTo(TaskOperation.StartForwardSwitchover);
        assertThat(scene.task.status.lastOperation().requestedBy()).isEqualTo("decider");
    }
}
