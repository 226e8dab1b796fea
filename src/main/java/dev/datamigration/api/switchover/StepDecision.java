package dev.datamigration.api.switchover;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** A person's answer to one attempt of one step; it counts for no other. */
@ValidationRule(
        value = "(self.step in ['StartForwardSwitchover', 'ConfirmSourceWritesStopped', 'ProcessDatabaseObjects',"
                + " 'StartReverseIncrement']) == (self.action == 'Confirm')",
        message = "action must be Confirm for StartForwardSwitchover, ConfirmSourceWritesStopped,"
                + " ProcessDatabaseObjects and StartReverseIncrement, which wait for a person, and Retry or Skip for the"
                + " other steps, which run by themselves")
@ValidationRule(
        value = "!self.acknowledge || (self.step == 'SwitchoverPrecheck' && self.action == 'Skip')",
        message = "acknowledge is for the second skip of SwitchoverPrecheck only; leave it out otherwise")
public record StepDecision(
        @Required @JsonPropertyDescription("The step that status.awaiting names.")
        SwitchoverStep step,

        @Required
        @Min(1)
        @Max(1000000)
        @JsonPropertyDescription("The attempt that status.awaiting names; a decision for another is ignored.")
        Integer attempt,

        @Required @JsonPropertyDescription("Confirm, Retry or Skip; status.awaiting lists which are possible.")
        StepAction action,

        @Default("false")
        @JsonPropertyDescription("Must be true for the second, acknowledging skip of SwitchoverPrecheck.")
        Boolean acknowledge) {
    public StepDecision {
        acknowledge = acknowledge != null && acknowledge;
    }
}
