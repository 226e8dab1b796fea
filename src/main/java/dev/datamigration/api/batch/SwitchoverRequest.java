package dev.datamigration.api.batch;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.switchover.StepAction;
import dev.datamigration.api.switchover.SwitchoverStep;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** The answer to give to every selected task that stands in the step. */
@ValidationRule(
        value = "self.step != 'SwitchoverPrecheck'",
        message = "SwitchoverPrecheck cannot be answered in batch; retry or skip it on each task through"
                + " spec.forwardSwitchover.decision")
@ValidationRule(
        value = "(self.step in ['StartForwardSwitchover', 'ConfirmSourceWritesStopped', 'ProcessDatabaseObjects',"
                + " 'StartReverseIncrement']) == (self.action == 'Confirm')",
        message = "action must be Confirm for StartForwardSwitchover, ConfirmSourceWritesStopped,"
                + " ProcessDatabaseObjects and StartReverseIncrement, which wait for a person, and Retry or Skip for the"
                + " other steps, which run by themselves")
public record SwitchoverRequest(
        @Required @JsonPropertyDescription("The step in which the tasks stand.")
        SwitchoverStep step,

        @Required @JsonPropertyDescription("Confirm, Retry or Skip.")
        StepAction action) {}
