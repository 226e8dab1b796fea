package dev.datamigration.lifecycle.switchover;

import dev.datamigration.api.TaskState;
import dev.datamigration.api.switchover.DecisionStatus;
import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.api.switchover.StepDecision;
import dev.datamigration.api.switchover.SwitchoverOutcome;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.TaskOutcome;
import dev.datamigration.lifecycle.model.TaskOutcome.Switchover;
import dev.datamigration.lifecycle.status.StepDraft;
import dev.datamigration.lifecycle.status.SwitchoverView;
import java.util.Optional;

/**
 * The decision in the spec, and whether it counts: only one that answers what the written status asks for. What was given
 * before anybody asked is ignored then and later, so that nothing which lies in the spec for other reasons, as in Git,
 * confirms that writes have stopped.
 */
public final class GivenDecision {
    private GivenDecision() {}

    /** The decision, if it answers what the written status asks for; empty where there is none that does. */
    static Optional<StepDecision> counting(Observation seen) {
        return given(seen)
                .filter(given -> !isIgnored(seen, given))
                .filter(given -> asked(seen)
                        .filter(step -> StepAnswers.answers(given, step))
                        .isPresent());
    }

    /**
     * The step, under an attempt that the spec does not answer yet. A step that comes to wait and finds an answer that was
     * given before waits for the next attempt instead, so that the answer that it asks for can be given.
     */
    static SwitchoverStepStatus unanswered(Observation seen, SwitchoverStepStatus step) {
        var early = given(seen)
                .filter(given -> StepAnswers.answers(given, step))
                .filter(given -> counting(seen).isEmpty());
        if (early.isEmpty()) {
            return step;
        }
        var draft = new StepDraft(step);
        draft.attempt++;
        return draft.in(step.state(), step.message());
    }

    /** Returns what is to be remembered of the decision; null where the spec has none. */
    public static DecisionStatus remembered(Observation seen, TaskOutcome outcome) {
        var known = known(seen.status().forwardSwitchover());
        var given = given(seen).orElse(null);
        if (given == null) {
            return null;
        }
        if (known != null && known.tellsOf(given)) {
            return known;
        }
        if (counting(seen).isPresent()) {
            return actedOn(outcome) ? DecisionStatus.of(given, true, null) : known;
        }
        return known == null && wasActedOn(seen, given)
                ? DecisionStatus.of(given, true, null)
                : DecisionStatus.of(given, false, DecisionTexts.ignored(seen.status(), given));
    }

    private static boolean actedOn(TaskOutcome outcome) {
        return outcome instanceof Switchover switchover
                && switchover.after().outcome() != SwitchoverOutcome.Aborting
                && switchover.after().outcome() != SwitchoverOutcome.Aborted;
    }

    /** By an operator that did not write down yet which decision it acted on. */
    private static boolean wasActedOn(Observation seen, StepDecision given) {
        var status = seen.status().forwardSwitchover();
        return status != null
                && SwitchoverView.find(status, given.step())
                        .filter(step -> step.decidedAt() != null)
                        .filter(step -> step.attempt() - given.attempt() == 0 || step.attempt() - given.attempt() == 1)
                        .isPresent();
    }

    private static boolean isIgnored(Observation seen, StepDecision given) {
        var known = known(seen.status().forwardSwitchover());
        return known != null && known.tellsOf(given) && !known.counted();
    }

    /** The step that the written status asks a person about. */
    private static Optional<SwitchoverStepStatus> asked(Observation seen) {
        return seen.status().state() == TaskState.Running
                        && SwitchoverSteps.awaiting(seen.status().forwardSwitchover()) != null
                ? SwitchoverView.current(seen.status().forwardSwitchover())
                : Optional.empty();
    }

    private static Optional<StepDecision> given(Observation seen) {
        return Optional.ofNullable(seen.spec().forwardSwitchover().decision());
    }

    private static DecisionStatus known(ForwardSwitchoverStatus status) {
        return status == null ? null : status.decision();
    }
}
