package dev.datamigration.lifecycle.switchover;

import dev.datamigration.api.TaskState;
import dev.datamigration.api.switchover.StepAction;
import dev.datamigration.api.switchover.StepDecision;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverOutcome;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.status.StatusDraft;
import dev.datamigration.lifecycle.status.SwitchoverView;

/** Says why a decision is ignored, and what to write instead. */
public final class DecisionTexts {
    private DecisionTexts() {}

    /** @param status as it was when the decision was first seen */
    static String ignored(MigrationTaskStatus status, StepDecision given) {
        return "spec.forwardSwitchover.decision " + text(given) + " is ignored, now and later: " + why(status, given);
    }

    /** Returns what to do about it now; it holds in every state that the task may be in. */
    public static String instead(StatusDraft draft) {
        return draft.awaiting == null
                ? ". Nothing is asked now; once status.awaiting names a step, write the decision that status.message"
                        + " tells then"
                : ". What is asked now is in status.awaiting and status.message: " + draft.awaiting.step()
                        + ", attempt " + draft.awaiting.attempt();
    }

    private static String why(MigrationTaskStatus status, StepDecision given) {
        var switchover = status.forwardSwitchover();
        if (!SwitchoverView.underWay(switchover)) {
            return "it was given while no switchover was under way";
        }
        if (switchover.outcome() == SwitchoverOutcome.Aborting) {
            return "it was given while the switchover was being aborted";
        }
        if (status.state() != TaskState.Running) {
            return "it was given while the task was " + status.state();
        }
        return SwitchoverView.find(switchover, given.step())
                .map(step -> why(step, given))
                .orElseGet(() -> "this task has no step " + given.step());
    }

    private static String why(SwitchoverStepStatus step, StepDecision given) {
        return switch (step.state()) {
            case Pending -> "it was given before " + step.step() + " had begun";
            case Running -> "it was given while " + step.step() + " was running and asked nobody";
            case Done, Skipped ->
                "it was given when " + step.step() + " was " + (step.state() == StepState.Done ? "done" : "skipped")
                        + " already";
            case WaitingForConfirmation, Failed -> whyNoAnswer(step, given);
        };
    }

    private static String whyNoAnswer(SwitchoverStepStatus step, StepDecision given) {
        if (!given.attempt().equals(step.attempt())) {
            return "%s waited for an answer to attempt %d".formatted(step.step(), step.attempt());
        }
        if (!SwitchoverSteps.answers(step.step(), step.state()).contains(given.action())) {
            return "%s can be answered by %s"
                    .formatted(step.step(), SwitchoverSteps.answers(step.step(), step.state()));
        }
        return given.acknowledge()
                ? "the first skip of " + step.step() + " does not acknowledge; the second one does"
                : "the second skip of " + step.step() + " must acknowledge what failed";
    }

    private static String text(StepDecision given) {
        return text(given.step(), given.attempt(), given.action(), given.acknowledge() ? true : null);
    }

    /**
     * A decision in JSON, as kubectl patch takes it.
     *
     * @param acknowledge null to leave it out
     */
    static String text(SwitchoverStep step, Integer attempt, StepAction action, Boolean acknowledge) {
        return "{\"step\": \"%s\", \"attempt\": %d, \"action\": \"%s\"%s}"
                .formatted(step, attempt, action, acknowledge == null ? "" : ", \"acknowledge\": " + acknowledge);
    }
}
