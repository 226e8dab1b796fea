package dev.datamigration.api.switchover;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The decision that stands in the spec, and whether it counted. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionStatus(
        @JsonPropertyDescription("The step that it names.") SwitchoverStep step,

        @JsonPropertyDescription("The attempt that it names.")
        Integer attempt,

        @JsonPropertyDescription("What it answers.") StepAction action,

        @JsonPropertyDescription("Whether it acknowledges what a skipped precheck found.")
        Boolean acknowledge,

        @JsonPropertyDescription("true if it was acted on; false if it is ignored, because status.awaiting did not ask"
                + " for it when it was given. An ignored decision does not count later, either.")
        Boolean counted,

        @JsonPropertyDescription("Why it is ignored; absent if it counted.")
        String message) {

    /** Returns what became of a decision. */
    public static DecisionStatus of(StepDecision given, boolean counted, String message) {
        return new DecisionStatus(given.step(), given.attempt(), given.action(), given.acknowledge(), counted, message);
    }

    /** Returns whether this tells of that very decision. */
    public boolean tellsOf(StepDecision given) {
        return given.equals(new StepDecision(step, attempt, action, acknowledge));
    }
}
