package dev.datamigration.lifecycle;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.switchover.SwitchoverOutcome;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import dev.datamigration.lifecycle.change.SettingsAtStart;
import dev.datamigration.lifecycle.condition.Lag;
import dev.datamigration.lifecycle.condition.OperationTrace;
import dev.datamigration.lifecycle.condition.ProgressText;
import dev.datamigration.lifecycle.condition.ReleaseTexts;
import dev.datamigration.lifecycle.condition.TaskConditions;
import dev.datamigration.lifecycle.condition.TaskEvents;
import dev.datamigration.lifecycle.condition.TaskMessages;
import dev.datamigration.lifecycle.model.Activity;
import dev.datamigration.lifecycle.model.Decision;
import dev.datamigration.lifecycle.model.Directive;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.Operations;
import dev.datamigration.lifecycle.model.Requeue;
import dev.datamigration.lifecycle.model.Stage;
import dev.datamigration.lifecycle.model.TaskOutcome;
import dev.datamigration.lifecycle.model.TaskOutcome.Abandon;
import dev.datamigration.lifecycle.model.TaskOutcome.Advance;
import dev.datamigration.lifecycle.model.TaskOutcome.Begin;
import dev.datamigration.lifecycle.model.TaskOutcome.Fail;
import dev.datamigration.lifecycle.model.TaskOutcome.Failing;
import dev.datamigration.lifecycle.model.TaskOutcome.LetGo;
import dev.datamigration.lifecycle.model.TaskOutcome.Release;
import dev.datamigration.lifecycle.model.TaskOutcome.ReleaseBlocked;
import dev.datamigration.lifecycle.model.TaskOutcome.ReleaseOrphans;
import dev.datamigration.lifecycle.model.TaskOutcome.Rest;
import dev.datamigration.lifecycle.model.TaskOutcome.Retry;
import dev.datamigration.lifecycle.model.TaskOutcome.Stay;
import dev.datamigration.lifecycle.model.TaskOutcome.Stop;
import dev.datamigration.lifecycle.model.TaskOutcome.Switchover;
import dev.datamigration.lifecycle.model.Transitions;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.rule.EntryRules;
import dev.datamigration.lifecycle.rule.ModificationRules;
import dev.datamigration.lifecycle.rule.ModificationSteps;
import dev.datamigration.lifecycle.rule.Quiescent;
import dev.datamigration.lifecycle.rule.RecoveryRules;
import dev.datamigration.lifecycle.rule.ReleaseRules;
import dev.datamigration.lifecycle.rule.RetryTexts;
import dev.datamigration.lifecycle.rule.SequencesBehind;
import dev.datamigration.lifecycle.rule.VerificationRules;
import dev.datamigration.lifecycle.status.StatusDraft;
import dev.datamigration.lifecycle.status.StatusTimes;
import dev.datamigration.lifecycle.status.SwitchoverDraft;
import dev.datamigration.lifecycle.status.SwitchoverView;
import dev.datamigration.lifecycle.switchover.GivenDecision;
import dev.datamigration.lifecycle.switchover.StrandedCount;
import dev.datamigration.lifecycle.switchover.SwitchoverSteps;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one place that turns an outcome into a status, a directive to the engine, events and the time of the next look.
 * Pure, and idempotent: settling again what was settled yields the same status and no event.
 */
public final class StatusReducer {
    private final Observation seen;
    private final StatusDraft draft;
    private Activity activity = Activity.Resting;
    private Directive directive = new Directive.None();
    private Requeue requeue = Requeue.Never;

    private StatusReducer(Observation seen) {
        this.seen = seen;
        this.draft = new StatusDraft(seen.status());
    }

    /** Decides and settles. */
    public static Decision settle(Observation seen) {
        return settle(seen, Rules.decide(seen));
    }

    public static Decision settle(Observation seen, TaskOutcome outcome) {
        if (outcome instanceof LetGo go) {
            var events = ReleaseTexts.removeFinalizer(go);
            var left = Stream.of(go.leftBehind().stream(), go.kept().stream(), Stream.ofNullable(go.sequences()))
                    .flatMap(told -> told);
            return new Decision(seen.status(), new Directive.Forget(), Requeue.Never, events, true, left.toList());
        }
        if (seen.status().state() == TaskState.Ended) {
            return new Decision(seen.status(), forgetIfKnown(seen), Requeue.Never, List.of(), false);
        }
        return new StatusReducer(seen).take(outcome);
    }

    private Decision take(TaskOutcome outcome) {
        WorkerDetailsInStatus.merge(seen, draft);
        draft.retry = null;
        draft.release = outcome instanceof Rest ? ReleaseTexts.complete(SequencesBehind.of(seen)) : draft.release;
        apply(outcome);
        WorkerDetailsInStatus.mergeSwitchover(seen, draft);
        draft.forwardSwitchover = StrandedCount.in(seen, draft.forwardSwitchover);
        rememberDecision(outcome);
        Transitions.check(
                seen.status().state() == null ? draft.state : seen.status().state(), draft.state);
        finish(outcome);
        var status = draft.status();
        return new Decision(status, directive, requeue, TaskEvents.of(seen, outcome, status, activity), false);
    }

    private void rememberDecision(TaskOutcome outcome) {
        var decision = GivenDecision.remembered(seen, outcome);
        if (decision != null || draft.forwardSwitchover != null) {
            var remembering = new SwitchoverDraft(draft.forwardSwitchover);
            remembering.decision = decision;
            draft.forwardSwitchover = remembering.status();
        }
    }

    private void apply(TaskOutcome outcome) {
        if (outcome instanceof Rest rest) {
            rest(rest.state());
        } else if (outcome instanceof Begin begin) {
            begin(begin);
        } else if (outcome instanceof Advance advance) {
            run(advance.to(), false, Activity.Progressing, Requeue.Soon);
        } else if (outcome instanceof Stay stay) {
            run(stay.phase(), stay.complete(), staying(stay), Requeue.Progress);
        } else if (outcome instanceof Switchover switchover) {
            switchover(switchover);
        } else if (outcome instanceof Retry retry) {
            run(retry.phase(), draft.complete(), Activity.Retrying, Requeue.Progress);
            draft.retry = RetryTexts.status(retry.failure(), retry.tries());
        } else if (outcome instanceof Fail fail) {
            fail(fail.failure());
        } else if (outcome instanceof Failing failing) {
            failing(failing.failure());
        } else if (outcome instanceof Stop) {
            stop();
        } else if (outcome instanceof Release) {
            wind(TaskState.Ending, Activity.Releasing, pursue(new Wanted.Release()), Requeue.Soon);
        } else if (outcome instanceof ReleaseOrphans) {
            wind(TaskState.Ending, Activity.Releasing, pursue(new Wanted.ReleaseOrphans()), Requeue.Soon);
        } else if (outcome instanceof Abandon abandon) {
            draft.release = ReleaseTexts.abandoned(draft.release, abandon, SequencesBehind.of(seen), seen.now());
            rest(TaskState.Ended);
        } else if (outcome instanceof ReleaseBlocked blocked) {
            draft.retry = RetryTexts.status(blocked.failure(), blocked.tries());
            draft.release = ReleaseTexts.blocked(draft.release, blocked, SequencesBehind.of(seen), seen.now());
            wind(TaskState.Ending, Activity.ReleaseBlocked, releaseAgain(), Requeue.Later);
        } else {
            throw new IllegalStateException("not settled here: " + outcome);
        }
    }

    private Activity staying(Stay stay) {
        if (!stay.complete()) {
            return Activity.Progressing;
        }
        return stay.phase() == Phase.Precheck ? Activity.Awaiting : inStep();
    }

    private Activity inStep() {
        if (RecoveryRules.unverified(draft.checkpoints)) {
            return Activity.Progressing;
        }
        return Lag.behind(seen, draft) ? Activity.Behind : Activity.InStep;
    }

    private void switchover(Switchover outcome) {
        var after = outcome.after();
        draft.forwardSwitchover = after;
        if (outcome.phase() != Phase.ForwardSwitchover) {
            run(outcome.phase(), true, inStep(), Requeue.Progress);
        } else if (after.outcome() == SwitchoverOutcome.Completed) {
            draft.phase = outcome.phase();
            rest(TaskState.Completed);
        } else {
            run(
                    outcome.phase(),
                    false,
                    SwitchoverSteps.awaiting(after) == null ? Activity.Progressing : Activity.Awaiting,
                    Requeue.Progress);
        }
    }

    /** A status that says that nothing runs, and was put back to say so, is corrected. */
    private void stop() {
        draft.state = seen.isBehindItsWorker() ? TaskState.Running : draft.state;
        draft.phase = draft.phase == null ? Phase.Precheck : draft.phase;
        draft.failure = draft.state == TaskState.Failed ? draft.failure : null;
        wind(
                draft.state,
                Quiescent.blocked(seen) ? Activity.StopBlocked : Activity.Stopping,
                pursue(new Wanted.Stop()),
                Requeue.Soon);
    }

    private void rest(TaskState state) {
        draft.state = state;
        if (state != TaskState.Failed) {
            draft.failure = null;
        }
        if (state == TaskState.Completed) {
            draft.phaseComplete = true;
        }
        quieten();
    }

    private void fail(FailureStatus failure) {
        draft.state = TaskState.Failed;
        draft.phase = draft.phase == null ? Phase.Precheck : draft.phase;
        draft.epoch = seen.laterWorker() > seen.epoch() ? Long.valueOf(seen.laterWorker()) : draft.epoch;
        draft.failure = standing(failure, seen.now());
        quieten();
    }

    private FailureStatus standing(FailureStatus failure, Instant since) {
        return new FailureStatus(
                failure.code(),
                failure.failureClass(),
                failure.side(),
                failure.message(),
                failure.remedy(),
                failure.phase() == null ? draft.phase : failure.phase(),
                StatusTimes.text(since),
                failure.accept());
    }

    /** The worker goes on with what it is doing; the error is shown although the task is not Failed yet. */
    private void failing(FailureStatus failure) {
        var complete = draft.complete();
        var since = draft.failure == null ? seen.now() : Instant.parse(draft.failure.since());
        run(draft.phase, complete, Quiescent.blocked(seen) ? Activity.StopBlocked : Activity.Failing, Requeue.Soon);
        draft.failure = standing(failure, since);
    }

    /**
     * A task at rest runs nothing: a worker that still does is stopped, one that does not is forgotten. So is one that was
     * superseded: it runs nothing, and to stop it would end what the later worker of another operator runs.
     */
    private void quieten() {
        var active = seen.workerState()
                .map(workerState -> workerState.active() && !(workerState instanceof WorkerState.Superseded))
                .orElse(false);
        if (draft.state == TaskState.Ended) {
            ModificationSteps.end(seen, draft);
            directive = forgetIfKnown(seen);
            return;
        }
        directive = active ? new Directive.Pursue(seen.epoch(), new Wanted.Stop()) : forgetIfKnown(seen);
        requeue = active ? Requeue.Soon : Requeue.Never;
    }

    private void begin(Begin begin) {
        var recovers = RecoveryRules.recovers(seen);
        var verified = !recovers && (VerificationRules.wasDone(seen) || VerificationRules.skipped(seen));
        if (recovers) {
            draft.verification = null;
            draft.reverseVerification = null;
        }
        draft.epoch = seen.nextEpoch();
        draft.startedWith = SettingsAtStart.of(seen.spec());
        draft.incremental = WorkerDetailsInStatus.beforeCatchingUp(draft.incremental);
        draft.reverseIncrement = WorkerDetailsInStatus.beforeCatchingUp(draft.reverseIncrement);
        ModificationSteps.begin(seen, draft, begin.phase());
        draft.startedAt = draft.startedAt == null ? StatusTimes.text(seen.now()) : draft.startedAt;
        run(
                recovers ? RecoveryRules.phase(begin.phase()) : begin.phase(),
                verified || begin.phase() == Phase.ReverseIncrement,
                Activity.Progressing,
                Requeue.Soon);
    }

    private void run(Phase phase, boolean complete, Activity workerState, Requeue next) {
        draft.phase = phase;
        draft.phaseComplete = complete;
        draft.failure = null;
        ModificationSteps.take(seen, draft);
        draft.state = ModificationSteps.state(seen, draft);
        activity = workerState == Activity.InStep && (draft.state != TaskState.Running || !draft.complete())
                ? Activity.Progressing
                : workerState;
        directive = new Directive.Pursue(
                draft.epoch,
                new Wanted.Run(
                        phase,
                        StepWorks.of(seen, draft, phase, draft.complete()),
                        ModificationSteps.goal(seen, draft)));
        requeue = next;
    }

    private void wind(TaskState state, Activity workerState, Directive told, Requeue next) {
        draft.state = state;
        activity = workerState;
        directive = told;
        requeue = next;
    }

    /** The worker is told under its own epoch, or under that of a fresh one. */
    private Directive pursue(Wanted wanted) {
        draft.epoch = seen.currentReport().isPresent() ? seen.epoch() : seen.nextEpoch();
        return new Directive.Pursue(draft.epoch, wanted);
    }

    private Directive releaseAgain() {
        if (seen.currentReport().isEmpty()) {
            return new Directive.None();
        }
        return new Directive.Pursue(
                seen.epoch(),
                ReleaseRules.madeNothing(seen.status()) ? new Wanted.ReleaseOrphans() : new Wanted.Release());
    }

    private void finish(TaskOutcome outcome) {
        draft.waiting =
                ModificationRules.hasWorker(draft.state) && activity != Activity.Stopping ? draft.waiting : null;
        draft.observedGeneration = isHindered(outcome) ? seen.status().observedGeneration() : seen.generation();
        if (seen.workerState().filter(StatusReducer::isQuiet).isPresent()) {
            draft.quietEpoch = seen.epoch();
        }
        draft.observedResumeNonce = seen.spec().resumeNonce();
        if (seen.status().state() != draft.state) {
            draft.stateChangedAt = StatusTimes.text(seen.now());
        }
        var step = SwitchoverView.current(draft.forwardSwitchover)
                .map(SwitchoverStepStatus::step)
                .orElse(null);
        var settled = draft.complete() && !RecoveryRules.unverified(draft.checkpoints);
        var stage = Stage.of(draft.phase, settled, seen.plan(), step);
        draft.awaiting = draft.state == TaskState.Running ? SwitchoverSteps.awaiting(draft.forwardSwitchover) : null;
        draft.supportedOperations = EntryRules.left(seen, draft, Operations.supported(draft.state, stage)).stream()
                .sorted()
                .toList();
        draft.lastOperation = OperationTrace.of(seen, outcome, draft, activity);
        draft.progress = ProgressText.of(draft);
        draft.latency = ProgressText.latency(draft);
        draft.message = TaskMessages.of(seen, outcome, draft, activity);
        draft.conditions = TaskConditions.of(seen, outcome, draft, activity);
    }

    /** A spec whose precheck no worker can begin for want of its logins is not taken up: it is looked at again. */
    private boolean isHindered(TaskOutcome outcome) {
        return outcome instanceof Failing && seen.accessProblem() != null && draft.phase == Phase.Precheck;
    }

    /** Returns whether the worker has made sure that no session of the task is left, of earlier workers neither. */
    private static boolean isQuiet(WorkerState workerState) {
        return workerState instanceof WorkerState.Stopped || workerState instanceof WorkerState.Failed;
    }

    private static Directive forgetIfKnown(Observation seen) {
        return seen.report() == null ? new Directive.None() : new Directive.Forget();
    }
}
