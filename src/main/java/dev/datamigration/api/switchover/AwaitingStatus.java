package dev.datamigration.api.switchover;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** The switchover step that waits for a person; copy step and attempt into spec.forwardSwitchover.decision. */
public record AwaitingStatus(
        @JsonPropertyDescription("The step that waits.") SwitchoverStep step,
        @JsonPropertyDescription("Its attempt.") Integer attempt,

        @JsonPropertyDescription("What a person can answer.")
        List<StepAction> actions) {}
