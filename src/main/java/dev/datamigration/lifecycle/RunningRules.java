package dev.datamigration.lifecycle;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.TaskOutcome;
import dev.datamigration.lifecycle.model.TaskOutcome.Advance;
import dev.datamigration.lifecycle.model.TaskOutcome.Cause;
import dev.datamigration.lifecycle.model.TaskOutcome.Fail;
import dev.datamigration.lifecycle.model.TaskOutcome.Failing;
import dev.datamigration.lifecycle.model.TaskOutcome.Rest;
import dev.datamigration.lifecycle.model.TaskOutcome.Retry;
import dev.datamigration.lifecycle.model.TaskOutcome.Stay;
import dev.datamigration.lifecycle.model.TaskOutcome.Stop;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.rule.ModificationRules;
import dev.datamigration.lifecycle.rule.PrecheckRules;
import dev.datamigration.lifecycle.rule.VerificationRules;
import dev.datamigration.lifecycle.switchover.SwitchoverRules;

/** Decides what becomes of a task that is running and should be. */
final class RunningRules {
    private RunningRules() {}

    static TaskOutcome decide(Observation seen) {
        var phase = seen.status().phase();
        var workerState = seen.workerState().orElse(null);
        if (workerState == null
                || workerState instanceof WorkerState.Released
                || workerState instanceof WorkerState.ReleaseBlocked) {
            return Rules.begin(seen, phase, Cause.Takeover);
        }
        if (workerState instanceof WorkerState.Quiescing quiescing && quiescing.cause() != null) {
            return new Failing(PrecheckRules.told(seen, quiescing.causeStatus()));
        }
        if (workerState instanceof WorkerState.Quiescing) {
            return new Stop(); // it was to stop and is wanted again: it stops first, then goes on
        }
        if (workerState instanceof WorkerState.Stopped) {
            return Rules.begin(seen, phase, Cause.Resume);
        }
        if (workerState instanceof WorkerState.Superseded superseded) {
            return EpochRules.superseded(seen, superseded);
        }
        if (workerState instanceof WorkerState.Failed failed) {
            return new Fail(PrecheckRules.told(seen, failed.failureStatus()), null);
        }
        if (phase == Phase.Precheck && specChanged(seen)) {
            return Rules.begin(seen, phase, Cause.SpecChange);
        }
        if (phase == Phase.ForwardSwitchover) {
            return switchover(seen, workerState);
        }
        if (workerState instanceof WorkerState.Retrying retrying) {
            return new Retry(phase, retrying.failureStatus(), retrying.tries());
        }
        return isDone(seen, workerState) || VerificationRules.wasDone(seen) || VerificationRules.skipped(seen)
                ? done(seen, phase)
                : new Stay(phase, false);
    }

    /** An answer of a person counts while an error is waited out, too. */
    private static TaskOutcome switchover(Observation seen, WorkerState workerState) {
        var outcome = SwitchoverRules.decide(seen);
        var moved = !outcome.after().equals(seen.status().forwardSwitchover());
        return !moved && workerState instanceof WorkerState.Retrying retrying
                ? new Retry(Phase.ForwardSwitchover, retrying.failureStatus(), retrying.tries())
                : outcome;
    }

    /** Until the precheck has passed everything may change, and what was checked counts no more. */
    private static boolean specChanged(Observation seen) {
        var observed = seen.status().observedGeneration();
        return observed != null && observed != seen.generation();
    }

    private static boolean isDone(Observation seen, WorkerState workerState) {
        var phase = seen.status().phase();
        if (phase == Phase.ReverseIncrement) {
            return true; // it has no end of its own
        }
        if (!(workerState instanceof WorkerState.PhaseDone finished) || finished.phase() != phase) {
            return false;
        }
        return phase != Phase.FullVerification
                || VerificationRules.answersNonce(seen) && !ModificationRules.leavesUnverified(seen);
    }

    private static TaskOutcome done(Observation seen, Phase phase) {
        if (phase == Phase.Precheck) {
            var failure = PrecheckRules.failure(seen);
            if (failure.isPresent()) {
                return new Fail(failure.get(), null);
            }
            if (seen.spec().precheck().hold()) {
                return new Stay(phase, true);
            }
        }
        var next = seen.plan().nextByItself(phase);
        if (next.isPresent()) {
            return new Advance(phase, next.get());
        }
        if (!seen.plan().has(Phase.IncrementalSync)) {
            return new Rest(TaskState.Completed);
        }
        return SwitchoverRules.enter(seen).orElseGet(() -> new Stay(phase, true));
    }
}
