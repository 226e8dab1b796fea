package dev.datamigration.lifecycle;

import dev.datamigration.api.DesiredState;
import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.TaskOutcome;
import dev.datamigration.lifecycle.model.TaskOutcome.Begin;
import dev.datamigration.lifecycle.model.TaskOutcome.Cause;
import dev.datamigration.lifecycle.model.TaskOutcome.Fail;
import dev.datamigration.lifecycle.model.TaskOutcome.Failing;
import dev.datamigration.lifecycle.model.TaskOutcome.Rest;
import dev.datamigration.lifecycle.model.TaskOutcome.Stop;
import dev.datamigration.lifecycle.rule.ModificationRules;
import dev.datamigration.lifecycle.rule.ReleaseRules;

/**
 * Decides what is to become of a task. The wanted state beats everything else; within it the rules of the state that
 * the task is in apply.
 */
public final class Rules {
    private Rules() {}

    public static TaskOutcome decide(Observation seen) {
        var state = seen.status().state();
        if (seen.deletedAt() != null) {
            return ReleaseRules.delete(seen);
        }
        if (state == TaskState.Ended) {
            return new Rest(TaskState.Ended);
        }
        if (seen.spec().desiredState() == DesiredState.Ended || state == TaskState.Ending) {
            return ReleaseRules.end(seen);
        }
        if (state == null || state == TaskState.NotConfigured || state == TaskState.NotStarted) {
            return notStarted(seen);
        }
        return seen.spec().desiredState() == DesiredState.Running
                ? wantedRunning(seen, state)
                : wantedStopped(seen, state);
    }

    /**
     * A fresh worker, if it can be given the logins it needs. Without them nobody can ask the servers about what an earlier
     * one may have left running: so that the task has not failed yet, and goes on once they are there.
     */
    static TaskOutcome begin(Observation seen, Phase phase, Cause cause) {
        if (seen.accessProblem() == null) {
            return new Begin(phase, cause);
        }
        var state = seen.status().state();
        return state != null && ModificationRules.hasWorker(state) && somethingRuns(seen, state)
                ? new Failing(seen.accessProblem())
                : new Fail(seen.accessProblem(), cause);
    }

    private static TaskOutcome notStarted(Observation seen) {
        if (seen.configured() && seen.spec().desiredState() == DesiredState.Running) {
            return begin(seen, Phase.Precheck, Cause.Start);
        }
        if (seen.isBehindItsWorker()) {
            return new Stop();
        }
        return new Rest(seen.configured() ? TaskState.NotStarted : TaskState.NotConfigured);
    }

    private static TaskOutcome wantedRunning(Observation seen, TaskState state) {
        return switch (state) {
            case Stopped -> begin(seen, seen.status().phase(), Cause.Resume);
            case Failed -> failed(seen);
            case Completed -> new Rest(TaskState.Completed);
            case Running, Modifying, Integrating -> RunningRules.decide(seen);
            case NotConfigured, NotStarted, Ending, Ended ->
                throw new IllegalStateException("decided before: " + state);
        };
    }

    /** Whoever began the later worker of a status that was put back had seen to the failure. */
    private static TaskOutcome failed(Observation seen) {
        if (resumeAsked(seen)) {
            return begin(seen, seen.status().phase(), Cause.Resume);
        }
        return seen.isBehindItsWorker()
                ? begin(seen, seen.status().phase(), Cause.Takeover)
                : new Rest(TaskState.Failed);
    }

    private static boolean resumeAsked(Observation seen) {
        var observed = seen.status().observedResumeNonce();
        return seen.spec().resumeNonce() > (observed == null ? 0 : observed);
    }

    private static TaskOutcome wantedStopped(Observation seen, TaskState state) {
        if (state == TaskState.Completed) {
            return new Rest(TaskState.Completed);
        }
        return somethingRuns(seen, state) ? new Stop() : new Rest(TaskState.Stopped);
    }

    /**
     * A Failed or Stopped task without a worker runs nothing, unless a later one than its status knows is at work. A Running
     * one without a worker may: an operator that was killed can leave statements running on the servers for a while, so a
     * fresh worker is asked to see to it.
     */
    private static boolean somethingRuns(Observation seen, TaskState state) {
        if (seen.workerState().isPresent()) {
            return seen.workerState().get().active();
        }
        return state != TaskState.Failed && state != TaskState.Stopped || seen.isBehindItsWorker();
    }
}
