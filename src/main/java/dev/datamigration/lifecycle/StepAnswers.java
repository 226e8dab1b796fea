package dev.datamigration.lifecycle;

import dev.datamigration.api.StepAction;
import dev.datamigration.api.StepDecision;
import dev.datamigration.api.SwitchoverStepStatus;
import java.util.Optional;

/** What the spec answers to a step. An answer to another step or another attempt is none. */
final class StepAnswers {
    private static final String UNKNOWN = "unknown";

    private StepAnswers() {}

    /** What a person answered to a failed step. */
    record Answer(StepAction action, boolean acknowledged, String by) {}

    /** Who confirmed a step that waits for it; empty while nobody has. */
    static Optional<String> confirmedBy(Observation seen, SwitchoverStepStatus step) {
        if (decision(seen, step)
                .filter(given -> given.action() == StepAction.Confirm)
                .isPresent()) {
            return Optional.of(or(seen.requesters().decision()));
        }
        // what failed once is not tried again and again in advance
        return step.endedAt() == null
                        && seen.spec().forwardSwitchover().autoConfirm().contains(step.step())
                ? Optional.of(or(seen.requesters().autoConfirm()) + " in advance")
                : Optional.empty();
    }

    /** A second skip counts only if it acknowledges, and an acknowledgement only if a first skip was asked for. */
    static Optional<Answer> afterFailure(Observation seen, SwitchoverStepStatus step) {
        return decision(seen, step)
                .filter(given ->
                        SwitchoverSteps.answers(step.step(), step.state()).contains(given.action()))
                .filter(given -> given.action() != StepAction.Skip || rightSkip(step, given))
                .map(given -> new Answer(
                        given.action(),
                        given.acknowledge(),
                        or(seen.requesters().decision())));
    }

    private static boolean rightSkip(SwitchoverStepStatus step, StepDecision given) {
        return Boolean.TRUE.equals(step.skipRequested()) == given.acknowledge();
    }

    private static Optional<StepDecision> decision(Observation seen, SwitchoverStepStatus step) {
        return Optional.ofNullable(seen.spec().forwardSwitchover().decision())
                .filter(given -> given.step() == step.step() && given.attempt().equals(step.attempt()));
    }

    private static String or(String requester) {
        return requester == null ? UNKNOWN : requester;
    }
}
