package dev.datamigration.lifecycle.condition;

import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.status.LastOperation;
import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import dev.datamigration.lifecycle.model.Activity;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.TaskOutcome;
import dev.datamigration.lifecycle.model.TaskOutcome.Begin;
import dev.datamigration.lifecycle.model.TaskOutcome.Cause;
import dev.datamigration.lifecycle.model.TaskOutcome.Fail;
import dev.datamigration.lifecycle.model.VerificationResult;
import dev.datamigration.lifecycle.status.StatusDraft;
import dev.datamigration.lifecycle.status.StatusTimes;
import dev.datamigration.lifecycle.status.SwitchoverView;

/** Recognises which operation somebody asked for, from what the spec's fields now bring about. */
public final class OperationTrace {
    private OperationTrace() {}

    public static LastOperation of(Observation seen, TaskOutcome outcome, StatusDraft draft, Activity activity) {
        var operation = operation(seen, outcome, draft, activity);
        return operation == null
                ? draft.lastOperation
                : new LastOperation(operation, requester(seen, operation), StatusTimes.text(seen.now()));
    }

    private static TaskOperation operation(
            Observation seen, TaskOutcome outcome, StatusDraft draft, Activity activity) {
        if (outcome instanceof Begin begin) {
            return operation(begin.cause());
        }
        if (outcome instanceof Fail fail && fail.attempted() != null) {
            return operation(fail.attempted());
        }
        if (stopAsked(seen, draft, activity)) {
            return TaskOperation.Stop;
        }
        if (endAsked(seen, draft)) {
            return TaskOperation.End;
        }
        var switchover = switchover(seen.status().forwardSwitchover(), draft.forwardSwitchover);
        if (switchover != null) {
            return switchover;
        }
        var skippedBefore = VerificationResult.skipped(seen.status().verification());
        return VerificationResult.skipped(draft.verification) && !skippedBefore
                ? TaskOperation.SkipFullVerification
                : null;
    }

    private static TaskOperation switchover(ForwardSwitchoverStatus before, ForwardSwitchoverStatus after) {
        if (after == null || after.round() == null || after.equals(before)) {
            return null;
        }
        if (before == null || SwitchoverView.number(before) != SwitchoverView.number(after)) {
            return TaskOperation.EnterForwardSwitchover;
        }
        var decided =
                after.steps().stream().map(SwitchoverStepStatus::decidedAt).toList();
        var known = before.steps().stream().map(SwitchoverStepStatus::decidedAt).toList();
        return decided.equals(known) ? null : TaskOperation.StartForwardSwitchover;
    }

    private static TaskOperation operation(Cause cause) {
        return switch (cause) {
            case Start -> TaskOperation.Start;
            case Resume -> TaskOperation.Resume;
            case Takeover, SpecChange, Raise -> null;
        };
    }

    private static boolean stopAsked(Observation seen, StatusDraft draft, Activity activity) {
        var known = isStopping(TaskConditions.activity(seen.status()))
                && seen.status().failure() == null;
        var stopping = isStopping(activity.name()) && draft.failure == null;
        return draft.state == TaskState.Stopped
                ? seen.status().state() != TaskState.Stopped && !known
                : stopping && !known;
    }

    private static boolean isStopping(String activity) {
        return activity.equals(Activity.Stopping.name()) || activity.equals(Activity.StopBlocked.name());
    }

    private static boolean endAsked(Observation seen, StatusDraft draft) {
        var before = seen.status().state();
        var ending = draft.state == TaskState.Ending || draft.state == TaskState.Ended;
        return seen.deletedAt() == null && ending && before != TaskState.Ending && before != TaskState.Ended;
    }

    private static String requester(Observation seen, TaskOperation operation) {
        return switch (operation) {
            case SkipFullVerification -> seen.requesters().skip();
            case EnterForwardSwitchover -> seen.requesters().entered();
            case StartForwardSwitchover ->
                seen.requesters().decision() == null
                        ? seen.requesters().autoConfirm()
                        : seen.requesters().decision();
            case Resume ->
                seen.status().state() == TaskState.Failed
                        ? seen.requesters().resumeNonce()
                        : seen.requesters().desiredState();
            default -> seen.requesters().desiredState();
        };
    }
}
