package dev.datamigration.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Where one switchover step stands. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SwitchoverStepStatus(
        @JsonPropertyDescription("The step.") SwitchoverStep step,
        @JsonPropertyDescription("Where it stands.") StepState state,
        @JsonPropertyDescription("How often it was begun.") Integer attempt,

        @JsonPropertyDescription("When this attempt began, RFC 3339.")
        String startedAt,

        @JsonPropertyDescription("When it ended, RFC 3339.") String endedAt,

        @JsonPropertyDescription("What it found or waits for.")
        String message) {}
