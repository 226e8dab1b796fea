package dev.datamigration.engine.local;

import dev.datamigration.database.RunScope;
import dev.datamigration.engine.Goal;
import dev.datamigration.failure.FailureException;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.transfer.KnownCheckpoints;
import dev.datamigration.transfer.release.Release;
import dev.datamigration.transfer.run.Contacts;
import dev.datamigration.transfer.run.Run;

/** Does what a worker has to do for a goal, and says on the board how far it is. For the worker's thread alone. */
final class WorkerSteps {
    private final PursuedGoal pursued;
    private final WorkerEnvironment environment;
    private final ProgressBoard progressBoard;
    private final WorkerShutdown shutdown;
    private final KnownCheckpoints known;
    private final Contacts contacts;

    WorkerSteps(
            PursuedGoal pursued,
            WorkerEnvironment environment,
            ProgressBoard progressBoard,
            WorkerShutdown shutdown,
            KnownCheckpoints known,
            Contacts contacts) {
        this.pursued = pursued;
        this.environment = environment;
        this.progressBoard = progressBoard;
        this.shutdown = shutdown;
        this.known = known;
        this.contacts = contacts;
    }

    /** Brings a phase to its end. A failed precheck ends everything at once: nothing of it is to be tried again. */
    void perform(Goal goal, PhaseItem item) {
        shutdown.none();
        var phases = pursued.phases(goal, scope -> begin(goal, scope));
        phases.throwBackgroundFailure();
        if (!item.isSamePhase(phases.done()) && progressBoard.begin(item.phase())) {
            changed(goal);
        }
        perform(goal, item, phases);
        if (progressBoard.failedPrecheck(item.phase())) {
            closeRun();
            shutdown.failing(item.phase(), WorkerFailures.precheck());
            environment.operations().quiesce(newRun(goal));
            shutdown.none();
        }
        if (!post(goal, new WorkerState.PhaseDone(item.phase())) && item.switchover() != null) {
            changed(goal);
        }
    }

    private void perform(Goal goal, PhaseItem item, RunningPhases phases) {
        var begun = environment.clock().instant();
        progressBoard.working(true);
        try {
            phases.perform(item);
            PhaseSpans.done(goal, item, begun);
        } catch (FailureException e) {
            PhaseSpans.failed(goal, item, begun, e.failure());
            throw e;
        } finally {
            progressBoard.working(false);
        }
    }

    /** Ends everything. Stopped and failed promise that both servers were asked, and have no session of the task. */
    void quiesce(Goal goal) {
        closeRun();
        post(goal, shutdown.activity());
        environment.operations().quiesce(newRun(goal));
        var failure = shutdown.failing();
        shutdown.none();
        post(goal, failure == null ? new WorkerState.Stopped() : failure);
    }

    /** One attempt to give everything back. */
    Release.Outcome release(Goal goal) {
        closeRun();
        post(goal, new WorkerState.Quiescing());
        return goal.wanted() instanceof Wanted.ReleaseOrphans
                ? environment.operations().releaseOrphans(newRun(goal))
                : environment.operations().release(newRun(goal));
    }

    /** Ends the run that is under way, and returns once it has ended. */
    void closeRun() {
        pursued.takePhases().ifPresent(phases -> {
            phases.close();
            progressBoard.postWaiting(null);
        });
    }

    /** Returns whether that is something else than before. */
    boolean post(Goal goal, WorkerState activity) {
        var isNew = progressBoard.post(activity);
        if (isNew) {
            changed(goal);
        }
        return isNew;
    }

    private RunningPhases begin(Goal goal, RunScope scope) {
        return environment.operations().begin(run(goal, scope), progressBoard, pursued::wake, () -> changed(goal));
    }

    private Run newRun(Goal goal) {
        return run(goal, pursued.newScope(goal));
    }

    private Run run(Goal goal, RunScope scope) {
        return new Run(scope, goal.plan(), environment.helperPool(), known, contacts);
    }

    private void changed(Goal goal) {
        environment.onChange().accept(goal.task());
    }
}
