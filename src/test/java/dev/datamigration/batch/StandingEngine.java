package dev.datamigration.batch;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.CheckpointStatus;
import dev.datamigration.api.status.CheckpointsStatus;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.StepReport;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.FakeEngine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Workers that bring each task to where it is to stand; what they are asked for after that takes until it is let happen. */
final class StandingEngine {
    final FakeEngine engine = new FakeEngine().answering(this::answer, this::found);
    private final Map<TaskId, Goal> held = new ConcurrentHashMap<>();
    private volatile String holding;

    /** From now on whatever is asked for of tasks whose names begin so takes its time. */
    void hold(String tasks) {
        holding = tasks + ".";
    }

    /** Names of the tasks whose workers are busy with what they were asked for. */
    List<String> busy() {
        return held.keySet().stream().map(TaskId::name).toList();
    }

    /** What takes its time is done. */
    void letHappen() {
        holding = null;
        var goals = Map.copyOf(held);
        held.clear();
        goals.forEach((task, goal) -> engine.report(task, done(goal)));
    }

    private WorkerState answer(Goal goal) {
        var asked = !(goal.wanted() instanceof Wanted.Run)
                || Standing.of(goal.task().name()).atRest();
        if (holding == null || !goal.task().name().startsWith(holding) || !asked) {
            return done(goal);
        }
        held.put(goal.task(), goal);
        return goal.wanted() instanceof Wanted.Run run ? underWay(goal, run.phase()) : new WorkerState.Quiescing();
    }

    private static WorkerState underWay(Goal goal, Phase phase) {
        return phase == Phase.Precheck
                ? new WorkerState.Running(phase)
                : new WorkerState.Retrying(phase, failure(FailureCode.Unreachable), (int) goal.epoch());
    }

    private static WorkerState done(Goal goal) {
        var standing = Standing.of(goal.task().name());
        if (goal.wanted() instanceof Wanted.Stop) {
            return new WorkerState.Stopped();
        }
        if (goal.wanted() instanceof Wanted.Run run) {
            return runs(standing, run.phase(), goal.epoch());
        }
        return standing == Standing.ENDING
                ? new WorkerState.ReleaseBlocked(failure(FailureCode.Unreachable), List.of("the slot on the source"))
                : new WorkerState.Released();
    }

    private static WorkerState runs(Standing standing, Phase phase, long epoch) {
        var there = phase == standing.phase;
        if (there && (standing.cannotRun() || standing.failed() && epoch == 1)) {
            return new WorkerState.Failed(
                    phase,
                    failure(phase == Phase.Precheck ? FailureCode.PrecheckFailed : FailureCode.ResourceExhausted));
        }
        return there && !ends(standing) ? new WorkerState.Running(phase) : new WorkerState.PhaseDone(phase);
    }

    private static boolean ends(Standing standing) {
        return switch (standing) {
            case NOT_STARTED,
                    IN_STEP,
                    VERIFIED,
                    SKIPPED,
                    STOPPED_VERIFIED,
                    AWAITING_START,
                    SWITCHOVER_PRECHECK_FAILED,
                    STARTING_STORE,
                    AWAITING_END_OF_WRITES,
                    STOP_TIMESTAMP_FAILED,
                    REVERSE,
                    COMPLETED -> true;
            default -> false;
        };
    }

    private static Failure failure(FailureCode code) {
        return new Failure(code, null, "It is so in this test.", "Nothing is to be done about it.");
    }

    private WorkerDetails found(Goal goal) {
        var standing = Standing.of(goal.task().name());
        var run = goal.wanted() instanceof Wanted.Run asked ? asked : null;
        var compared = run != null
                && run.phase().compareTo(Phase.FullVerification) >= 0
                && (run.phase() != standing.phase || ends(standing));
        var verification = compared ? FakeEngine.VERIFIED : null;
        var step = step(standing, run == null ? null : run.switchover());
        return new WorkerDetails(
                null, null, null, null, verification, null, null, step, claimed(goal), null, null, null, null, null);
    }

    /** A worker that waits out an error has not claimed anything yet. */
    private CheckpointsStatus claimed(Goal goal) {
        var epoch = held.containsKey(goal.task()) ? goal.epoch() - 1 : goal.epoch();
        return new CheckpointsStatus(null, new CheckpointStatus(null, null, epoch, null, null, null));
    }

    private static StepReport step(Standing standing, StepWork work) {
        if (!(work instanceof StepWork.Perform step)) {
            return null;
        }
        var state = step.step() == standing.step ? standing.stepState : StepState.Done;
        return new StepReport(
                new StepReport.Step(step.round(), step.step(), step.attempt(), state, "as it is", List.of()),
                null,
                null,
                null);
    }
}
