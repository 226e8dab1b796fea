package dev.datamigration.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The person's side of the forward switchover. */
public record ForwardSwitchoverSettings(
        @Default("false")
        @JsonPropertyDescription("true enters the forward switchover, once full verification is complete or skipped.")
        Boolean entered,

        @JsonPropertyDescription("The answer to the step that status.awaiting names.")
        StepDecision decision,

        @Default("[]")
        @Size(max = 4)
        @ValidationRule(
                value = "self.all(s, s in ['StartForwardSwitchover', 'ConfirmSourceWritesStopped',"
                        + " 'ProcessDatabaseObjects', 'StartReverseIncrement'])",
                message = "autoConfirm can name StartForwardSwitchover, ConfirmSourceWritesStopped,"
                        + " ProcessDatabaseObjects and StartReverseIncrement; the other steps wait for nobody")
        @JsonPropertyDescription(
                "Steps confirmed in advance, for instance by a pull request; each is confirmed once it waits.")
        List<SwitchoverStep> autoConfirm) {
    public static final ForwardSwitchoverSettings DEFAULT = new ForwardSwitchoverSettings(null, null, null);

    public ForwardSwitchoverSettings {
        entered = entered != null && entered;
        autoConfirm = autoConfirm == null ? List.of() : List.copyOf(autoConfirm);
    }
}
