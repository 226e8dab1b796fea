package dev.datamigration.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Where the forward switchover stands. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ForwardSwitchoverStatus(
        @JsonPropertyDescription("The steps that this task has, in order; steps that its migration types leave out are"
                + " not among them.")
        List<SwitchoverStepStatus> steps) {
    public ForwardSwitchoverStatus {
        steps = steps == null ? List.of() : List.copyOf(steps);
    }
}
