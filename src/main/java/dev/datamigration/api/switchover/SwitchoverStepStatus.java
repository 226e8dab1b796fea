package dev.datamigration.api.switchover;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Says where one switchover step stands. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SwitchoverStepStatus(
        @JsonPropertyDescription("The step.") SwitchoverStep step,
        @JsonPropertyDescription("Where it stands.") StepState state,

        @JsonPropertyDescription(
                "Counts the times this step was begun, over all switchovers of the task; a decision" + " names it.")
        Integer attempt,

        @JsonPropertyDescription("When this attempt began, RFC 3339.")
        String startedAt,

        @JsonPropertyDescription("When it ended, RFC 3339.") String endedAt,

        @JsonPropertyDescription("What it found or waits for.")
        String message,

        @JsonPropertyDescription("Who confirmed, retried or skipped it: a BatchOperation's name, or the field manager"
                + " that edited the spec.")
        String decidedBy,

        @JsonPropertyDescription("When that was acted on, RFC 3339.")
        String decidedAt,

        @JsonPropertyDescription("true once a first skip of the precheck was asked for; a second one with acknowledge:"
                + " true ends the step.")
        Boolean skipRequested,

        @JsonPropertyDescription("Names of the failed items that were acknowledged by skipping the precheck.")
        List<String> acknowledged,

        @JsonPropertyDescription("What it looked at and did, what failed or is left to a person first; at most 200.")
        List<SwitchoverItem> items) {
    public SwitchoverStepStatus {
        acknowledged = acknowledged == null ? null : List.copyOf(acknowledged);
        items = items == null ? null : List.copyOf(items);
    }

    /** A step that nobody has begun yet. */
    public static SwitchoverStepStatus pending(SwitchoverStep step, int attempt) {
        return new SwitchoverStepStatus(
                step, StepState.Pending, attempt, null, null, null, null, null, null, null, null);
    }
}
