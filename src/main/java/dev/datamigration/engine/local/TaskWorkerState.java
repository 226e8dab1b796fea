package dev.datamigration.engine.local;

import dev.datamigration.api.Phase;
import dev.datamigration.engine.Goal;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;

/**
 * How far a worker is, and what it does next for a goal. Pure.
 *
 * @param activity that is reported of it
 * @param precheckFailed whether the precheck has found something that stands in the way
 * @param failing whether an error that does not pass by itself waits for everything to end
 * @param done what the run that is under way has brought to its end last; null where there is none, or it has failed
 */
record TaskWorkerState(WorkerState activity, boolean precheckFailed, boolean failing, PhaseItem done) {
    /** Says what a worker does next. */
    sealed interface Next {
        /** A phase is brought to its end, or a failure of what runs beside it is met. */
        record Perform(PhaseItem item) implements Next {}

        /** Everything is ended on both servers, and both are asked. */
        record Quiesce() implements Next {}

        /** What the task holds is given back. */
        record Release() implements Next {}

        /** All is done; what runs on in the background runs on. */
        record Await() implements Next {}

        /** Nothing is left to do for the goal, and nothing runs. */
        record Rest() implements Next {}
    }

    Next next(Goal goal) {
        if (goal.wanted() instanceof Wanted.Run run) {
            return next(PhaseItem.of(run, goal.plan()));
        }
        if (goal.isRelease()) {
            return activity instanceof WorkerState.Released ? new Next.Rest() : new Next.Release();
        }
        return activity instanceof WorkerState.Stopped ? new Next.Rest() : new Next.Quiesce();
    }

    private Next next(PhaseItem item) {
        if (hasEnded()) {
            return new Next.Rest();
        }
        if (failing) {
            return new Next.Quiesce();
        }
        return item.equals(done) ? new Next.Await() : new Next.Perform(item);
    }

    /** Only a later epoch goes on. */
    private boolean hasEnded() {
        return activity instanceof WorkerState.Failed
                || activity instanceof WorkerState.Superseded
                || precheckFailed && activity.equals(new WorkerState.PhaseDone(Phase.Precheck));
    }
}
