package dev.datamigration.api.switchover;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.Side;
import java.util.List;

/** Says where the switchover stands: that of the application to the target, and every one back and forth after it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ForwardSwitchoverStatus(
        @JsonPropertyDescription(
                "Which switchover this is: odd ones move the application from the source to the target,"
                        + " even ones back.")
        Integer round,

        @JsonPropertyDescription("InProgress, Aborting, Aborted or Completed.")
        SwitchoverOutcome outcome,

        @JsonPropertyDescription("The side that the application belongs on, as far as the steps have gone.")
        Side applicationSide,

        @JsonPropertyDescription("When it was entered, RFC 3339.")
        String enteredAt,

        @JsonPropertyDescription("Who entered it: a BatchOperation's name, or the field manager that edited the spec.")
        String enteredBy,

        @JsonPropertyDescription("When it was completed or aborted, RFC 3339.")
        String endedAt,

        @JsonPropertyDescription(
                "Milliseconds from the confirmation that writes stopped to the end of StopForwardSync.")
        Long stopMillis,

        @JsonPropertyDescription("The steps that this task has, in order; steps that its migration types leave out are"
                + " not among them.")
        List<SwitchoverStepStatus> steps,

        @JsonPropertyDescription("Tables written to although a person had confirmed that writes stopped; at most 100.")
        List<LateWrites> lateWrites,

        @JsonPropertyDescription("What the last rehearsal found.")
        RehearsalStatus rehearsal,

        @JsonPropertyDescription("Name of the ConfigMap with the report of the last switchover that ended.")
        String report,

        @JsonPropertyDescription("What became of the decision that stands in spec.forwardSwitchover.")
        DecisionStatus decision,

        @JsonPropertyDescription("What is on one side only since the switchovers; absent where nothing is.")
        StrandedStatus stranded) {
    public static final ForwardSwitchoverStatus NONE =
            new ForwardSwitchoverStatus(null, null, null, null, null, null, null, null, null, null, null, null, null);

    public ForwardSwitchoverStatus {
        steps = steps == null ? List.of() : List.copyOf(steps);
        lateWrites = lateWrites == null ? null : List.copyOf(lateWrites);
    }
}
