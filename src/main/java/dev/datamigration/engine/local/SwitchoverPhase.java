package dev.datamigration.engine.local;

import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.switchover.StepRequest;
import dev.datamigration.transfer.switchover.SwitchoverWork;
import dev.datamigration.transfer.verify.FullVerification;

/** Does what a switchover asks for, with what has to run beside it at that step. */
final class SwitchoverPhase {
    private final Run run;
    private final ProgressBoard progressBoard;
    private final Background background;
    private final SwitchoverWork steps;

    SwitchoverPhase(Run run, ProgressBoard progressBoard, Background background) {
        this.run = run;
        this.progressBoard = progressBoard;
        this.background = background;
        this.steps = new SwitchoverWork(run, background, progressBoard::post);
    }

    void perform(StepWork work) {
        if (work instanceof StepWork.Perform step) {
            keepUp(step.round(), step.step());
            var found = steps.perform(new StepRequest(step.round(), step.step(), step.attempt()));
            progressBoard.post(found);
        } else if (work instanceof StepWork.Hold hold) {
            keepUp(hold.round(), hold.step());
            steps.await(hold.round(), hold.step());
        } else if (work instanceof StepWork.Abort abort) {
            steps.abort(abort.round());
            keepUp(abort.round(), SwitchoverStep.StartForwardSwitchover);
            progressBoard.postAborted(abort.switchover(), abort.round());
        } else if (work instanceof StepWork.Finish finish) {
            steps.finish(finish.round());
            progressBoard.postEnded(finish.switchover());
        } else if (work instanceof StepWork.Reverse reverse) {
            after(reverse.round());
            verify(reverse);
        } else if (work instanceof StepWork.Rehearse rehearse) {
            around(rehearse.round());
            progressBoard.post(steps.rehearse(rehearse.round(), rehearse.nonce()));
        }
    }

    /** Keeps up what runs beside a step. The step that stops a flow starts it by itself, if it has to. */
    private void keepUp(int round, SwitchoverStep step) {
        var ending = Direction.endedBy(round);
        if (step.compareTo(SwitchoverStep.StopForwardSync) > 0) {
            background.stop(ending);
            background.watch(ending, round);
            return;
        }
        if (step != SwitchoverStep.StopForwardSync) {
            running(ending);
        }
        if (round > 1 && step.compareTo(SwitchoverStep.StartTargetStore) <= 0) {
            background.watch(ending.opposite(), round - 1);
        }
    }

    /** Keeps up what runs between two rounds. */
    private void around(int next) {
        if (next == 1) {
            running(Direction.Forward);
        } else {
            after(next - 1);
        }
    }

    private void running(Direction direction) {
        background.running(direction);
        if (direction == Direction.Forward) {
            background.watchSchema();
        }
    }

    private void after(int round) {
        var ended = Direction.endedBy(round);
        running(ended.opposite());
        background.watch(ended, round);
    }

    private void verify(StepWork.Reverse asked) {
        if (asked.verification() == null || !run.plan().has(MigrationType.FullVerification)) {
            return;
        }
        var direction = Direction.endedBy(asked.round()).opposite();
        var verification = new FullVerification(
                run.directed(direction), background.running(direction), found -> progressBoard.post(direction, found));
        progressBoard.post(direction, verification.compare());
    }
}
