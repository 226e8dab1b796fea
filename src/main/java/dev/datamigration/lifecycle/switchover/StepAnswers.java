package dev.datamigration.lifecycle.switchover;

import dev.datamigration.api.switchover.StepAction;
import dev.datamigration.api.switchover.StepDecision;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import dev.datamigration.lifecycle.model.Observation;
import java.util.Optional;

/** Returns what the spec answers to a step. An answer to another step or another attempt, or to what nobody asked, is none. */
final class StepAnswers {
    private static final String UNKNOWN = "unknown";

    private StepAnswers() {}

    /** Says what a person answered to a failed step. */
    record Answer(StepAction action, boolean acknowledged, String by) {}

    /** Returns who confirmed a step that waits for it; empty while nobody has. */
    static Optional<String> confirmedBy(Observation seen, SwitchoverStepStatus step) {
        if (GivenDecision.counting(seen).filter(given -> answers(given, step)).isPresent()) {
            return Optional.of(or(seen.requesters().decision()));
        }
        return isConfirmedInAdvance(seen, step)
                ? Optional.of(or(seen.requesters().autoConfirm()) + " in advance")
                : Optional.empty();
    }

    /** What failed once is not tried again and again in advance. That writes stopped is known in advance to a fence alone. */
    private static boolean isConfirmedInAdvance(Observation seen, SwitchoverStepStatus step) {
        var asked = seen.spec().forwardSwitchover();
        return step.endedAt() == null
                && asked.autoConfirm().contains(step.step())
                && (step.step() != SwitchoverStep.ConfirmSourceWritesStopped || asked.fenceSource());
    }

    static Optional<Answer> afterFailure(Observation seen, SwitchoverStepStatus step) {
        return GivenDecision.counting(seen)
                .filter(given -> answers(given, step))
                .map(given -> new Answer(
                        given.action(),
                        given.acknowledge(),
                        or(seen.requesters().decision())));
    }

    /** Returns whether a decision is a right answer to what a step asks now, leaving aside when it was given. */
    static boolean answers(StepDecision given, SwitchoverStepStatus step) {
        return given.step() == step.step()
                && given.attempt().equals(step.attempt())
                && SwitchoverSteps.answers(step.step(), step.state()).contains(given.action())
                && (given.action() != StepAction.Skip || rightSkip(step, given));
    }

    /** A second skip counts only if it acknowledges, and an acknowledgement only if a first skip was asked for. */
    static boolean rightSkip(SwitchoverStepStatus step, StepDecision given) {
        return step.state() == StepState.Failed && Boolean.TRUE.equals(step.skipRequested()) == given.acknowledge();
    }

    private static String or(String requester) {
        return requester == null ? UNKNOWN : requester;
    }
}
