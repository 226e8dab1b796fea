package dev.datamigration.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.ForwardSwitchoverStatus;
import dev.datamigration.api.LateWrites;
import dev.datamigration.api.Phase;
import dev.datamigration.api.RehearsalStatus;
import dev.datamigration.api.StepState;
import dev.datamigration.api.SwitchoverItem;
import dev.datamigration.api.SwitchoverStep;
import dev.datamigration.api.SwitchoverStepStatus;
import dev.datamigration.api.VerificationStatus;
import java.util.List;

/** A task in its switchover, and a worker that answers what it is told. */
final class SwitchoverScene {
    final Given task;
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

    static SwitchoverScene withReverse() {
        return new SwitchoverScene("Schema", "Full", "Incremental", "FullVerification", "ReverseIncrement");
    }

    SwitchoverScene entered() {
        return asked("{\"entered\": true}");
    }

    SwitchoverScene round(int round) {
        return asked("{\"entered\": true, \"round\": " + round + "}");
    }

    /** The spec's forwardSwitchover gets these fields. */
    SwitchoverScene asked(String fields) {
        task.with("{\"forwardSwitchover\": " + fields + "}");
        return pass();
    }

    SwitchoverScene pass() {
        last = task.pass();
        return this;
    }

    /** Answers the step that waits. */
    SwitchoverScene answered(String action) {
        return answered(action, false);
    }

    SwitchoverScene answered(String action, boolean acknowledge) {
        var awaiting = task.status.awaiting();
        return answered(awaiting.step(), awaiting.attempt(), action, acknowledge);
    }

    SwitchoverScene answered(SwitchoverStep step, int attempt, String action, boolean acknowledge) {
        return asked("{\"decision\": {\"step\": \"%s\", \"attempt\": %d, \"action\": \"%s\", \"acknowledge\": %s}}"
                .formatted(step, attempt, action, acknowledge));
    }

    /** The worker reports what became of the step that it performs. */
    SwitchoverScene reported(StepState state, String message, SwitchoverItem... items) {
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
                new WorkerDetails(null, null, null, null, null, null, null, report));
        return pass();
    }

    SwitchoverScene ended() {
        var work = work();
        var number = work instanceof StepWork.Abort abort ? abort.switchover() : ((StepWork.Finish) work).switchover();
        return found(new StepReport(null, number, null, null));
    }

    SwitchoverScene foundLate(LateWrites... late) {
        return found(new StepReport(null, null, List.of(late), null));
    }

    SwitchoverScene rehearsed(RehearsalStatus rehearsal) {
        return found(new StepReport(null, null, null, rehearsal));
    }

    SwitchoverScene foundReverse(VerificationStatus verification) {
        task.reports(
                new WorkerState.PhaseDone(task.status.phase()),
                new WorkerDetails(null, null, null, null, null, null, verification, null));
        return pass();
    }

    /** Goes on, everything confirmed and done, until the task stands in this step. */
    SwitchoverScene to(SwitchoverStep step) {
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
    SwitchoverScene through() {
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
        return ((Directive.Run) last.directive()).work();
    }

    ForwardSwitchoverStatus status() {
        return task.status.forwardSwitchover();
    }

    SwitchoverStep current() {
        return SwitchoverView.current(status()).map(SwitchoverStepStatus::step).orElse(null);
    }

    SwitchoverStepStatus step(SwitchoverStep step) {
        return SwitchoverView.find(status(), step).orElseThrow();
    }
}
