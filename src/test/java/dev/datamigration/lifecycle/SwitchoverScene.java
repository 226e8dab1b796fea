package dev.datamigration.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.switchover.RehearsalStatus;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import dev.datamigration.lifecycle.model.Decision;
import dev.datamigration.lifecycle.model.StepReport;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.status.SwitchoverView;
import dev.datamigration.testing.DetailsOf;
import java.util.List;

/** A task in its switchover, and a worker that answers what it is told. */
public final class SwitchoverScene {
    public final Given task;
    Decision last;

    /** A task that is verified and has these migration types besides the default ones. */
    SwitchoverScene(String... types) {
        var given = types.length == 0 ? Given.configured() : Given.configured().types(types);
        var verified = List.of(types).isEmpty() || List.of(types).contains("FullVerification");
        var phase = verified ? Phase.FullVerification : Phase.IncrementalSync;
        task = Given.running(phase, given);
        task.reports(new WorkerState.PhaseDone(phase), Found.verification(0, true))
                .pass();
    }

    public static SwitchoverScene withReverse() {
        return new SwitchoverScene("Schema", "Full", "Incremental", "FullVerification", "ReverseIncrement");
    }

    public SwitchoverScene entered() {
        return asked("{\"entered\": true}");
    }

    public SwitchoverScene round(int round) {
        return asked("{\"entered\": true, \"round\": " + round + "}");
    }

    /** The spec's forwardSwitchover gets these fields. */
    public SwitchoverScene asked(String fields) {
        task.with("{\"forwardSwitchover\": " + fields + "}");
        return pass();
    }

    SwitchoverScene pass() {
        last = task.pass();
        return this;
    }

    /** Answers the step that waits. */
    public SwitchoverScene answered(String action) {
        return answered(action, false);
    }

    public SwitchoverScene answered(String action, boolean acknowledge) {
        var awaiting = task.status.awaiting();
        return answered(awaiting.step(), awaiting.attempt(), action, acknowledge);
    }

    public SwitchoverScene answered(SwitchoverStep step, int attempt, String action, boolean acknowledge) {
        return asked("{\"decision\": {\"step\": \"%s\", \"attempt\": %d, \"action\": \"%s\", \"acknowledge\": %s}}"
                .formatted(step, attempt, action, acknowledge));
    }

    /** The worker reports what became of the step that it performs. */
    public SwitchoverScene reported(StepState state, String message, SwitchoverItem... items) {
        var work = (StepWork.Perform) work();
        return found(new StepReport(
                new StepReport.Step(work.round(), work.step(), work.attempt(), state, message, List.of(items)),
                null,
                null,
                null));
    }

    SwitchoverScene found(StepReport report) {
        task.reports(
                new WorkerState.PhaseDone(task.status.phase()),
                DetailsOf.parts(null, null, null, null, null, null, null, report));
        return pass();
    }

    public SwitchoverScene ended() {
        var work = work();
        var number = work instanceof StepWork.Abort abort ? abort.switchover() : ((StepWork.Finish) work).switchover();
        return found(new StepReport(null, number, null, null));
    }

    public SwitchoverScene foundLate(LateWrites... late) {
        return found(new StepReport(null, null, List.of(late), null));
    }

    SwitchoverScene rehearsed(RehearsalStatus rehearsal) {
        return found(new StepReport(null, null, null, rehearsal));
    }

    public SwitchoverScene foundReverse(VerificationStatus verification) {
        task.reports(
                new WorkerState.PhaseDone(task.status.phase()),
                DetailsOf.parts(null, null, null, null, null, null, verification, null));
        return pass();
    }

    /** Goes on, everything confirmed and done, until the task stands in this step. */
    public SwitchoverScene to(SwitchoverStep step) {
        for (var moves = 0; current() != step; moves++) {
            assertThat(moves).as("moves until " + step).isLessThan(20);
            if (task.status.awaiting() != null) {
                answered("Confirm");
            } else {
                reported(StepState.Done, "done");
            }
        }
        return this;
    }

    /** Goes on until the round is over. */
    public SwitchoverScene through() {
        for (var moves = 0; task.status.phase() == Phase.ForwardSwitchover && current() != null; moves++) {
            assertThat(moves).as("moves to the end").isLessThan(20);
            if (task.status.awaiting() != null) {
                answered("Confirm");
            } else {
                reported(StepState.Done, "done");
            }
        }
        return this;
    }

    StepWork work() {
        return Told.running(last.directive()).switchover();
    }

    public ForwardSwitchoverStatus status() {
        return task.status.forwardSwitchover();
    }

    SwitchoverStep current() {
        return SwitchoverView.current(status()).map(SwitchoverStepStatus::step).orElse(null);
    }

    SwitchoverStepStatus step(SwitchoverStep step) {
        return SwitchoverView.find(status(), step).orElseThrow();
    }
}
