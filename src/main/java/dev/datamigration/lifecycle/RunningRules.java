package dev.datamigration.lifecycle;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.lifecycle.Outcome.Advance;
import dev.datamigration.lifecycle.Outcome.Cause;
import dev.datamigration.lifecycle.Outcome.Fail;
import dev.datamigration.lifecycle.Outcome.Failing;
import dev.datamigration.lifecycle.Outcome.Rest;
import dev.datamigration.lifecycle.Outcome.Retry;
import dev.datamigration.lifecycle.Outcome.Stay;
import dev.datamigration.lifecycle.Outcome.Stop;

/** What becomes of a task that is running and should be. */
final class RunningRules {
    private RunningRules() {}

    static Outcome decide(Observation seen) {
        var phase = seen.status().phase();
        var doing = seen.doing().orElse(null);
        if (doing == null || doing instanceof Doing.Released || doing instanceof Doing.ReleaseBlocked) {
            return Rules.begin(seen, phase, Cause.Takeover);
        }
        if (doing instanceof Doing.Quiescing quiescing && quiescing.cause() != null) {
            return new Failing(quiescing.cause());
        }
        if (doing instanceof Doing.Quiescing) {
            return new Stop(); // it was to stop and is wanted again: it stops first, then goes on
        }
        if (doing instanceof Doing.Stopped) {
            return Rules.begin(seen, phase, Cause.Resume);
        }
        if (doing instanceof Doing.Superseded superseded) {
            return EpochRules.superseded(seen, superseded);
        }
        if (doing instanceof Doing.Failed failed) {
            return new Fail(failed.failure(), null);
        }
        if (phase == Phase.Precheck && specChanged(seen)) {
            return Rules.begin(seen, phase, Cause.SpecChange);
        }
        if (phase == Phase.ForwardSwitchover) {
            return switchover(seen, doing);
        }
        if (doing instanceof Doing.Retrying retrying) {
            return new Retry(phase, retrying.failure(), retrying.tries());
        }
        return isDone(seen, doing) || VerificationRules.wasDone(seen) || VerificationRules.skipped(seen)
                ? done(seen, phase)
                : new Stay(phase, false);
    }

    /** An answer of a person counts while an error is waited out, too. */
    private static Outcome switchover(Observation seen, Doing doing) {
        var outcome = SwitchoverRules.decide(seen);
        var moved = !outcome.after().equals(seen.status().forwardSwitchover());
        return !moved && doing instanceof Doing.Retrying retrying
                ? new Retry(Phase.ForwardSwitchover, retrying.failure(), retrying.tries())
                : outcome;
    }

    /** Until the precheck has passed everything may change, and what was checked counts no more. */
    private static boolean specChanged(Observation seen) {
        var observed = seen.status().observedGeneration();
        return observed != null && observed != seen.generation();
    }

    private static boolean isDone(Observation seen, Doing doing) {
        var phase = seen.status().phase();
        if (phase == Phase.ReverseIncrement) {
            return true; // it has no end of its own
        }
        if (!(doing instanceof Doing.PhaseDone finished) || finished.phase() != phase) {
            return false;
        }
        return phase != Phase.FullVerification || VerificationRules.answersNonce(seen);
    }

    private static Outcome done(Observation seen, Phase phase) {
        if (phase == Phase.Precheck) {
            var failure = PrecheckRules.failure(seen);
            if (failure.isPresent()) {
                return new Fail(failure.get(), null);
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
