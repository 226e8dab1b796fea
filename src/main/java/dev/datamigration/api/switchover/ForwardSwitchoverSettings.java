package dev.datamigration.api.switchover;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The person's side of the switchover. */
@ValidationRule(
        value = "!self.fenceSource || size(self.applicationRoles) > 0",
        message = "fenceSource needs to know whose writes to stop: name the application's database roles in"
                + " applicationRoles")
@ValidationRule(
        value = "!('ConfirmSourceWritesStopped' in self.autoConfirm) || self.fenceSource",
        message =
                "autoConfirm can name ConfirmSourceWritesStopped only with fenceSource: true, which makes it true; without"
                        + " it, a person has to see that writes have stopped and answer by decision once the step waits")
@ValidationRule(
        value = "!has(self.acceptStranded) || self.acceptStranded.matches('^[0-9a-f]{8}$')",
        message = "spec.forwardSwitchover.acceptStranded takes the eight characters that"
                + " status.forwardSwitchover.stranded.accept names; copy them from there, or leave it out")
public record ForwardSwitchoverSettings(
        @Default("false")
        @JsonPropertyDescription("true enters the forward switchover, once full verification is complete or skipped."
                + " Set back to false before StopForwardSync has ended, it aborts the switchover.")
        Boolean entered,

        @Default("1")
        @Min(1)
        @Max(1000000)
        @JsonPropertyDescription("Which switchover is wanted: 1 moves the application to the target, 2 back to the"
                + " source, 3 to the target again, and so on; counts once the one before is complete. Lowered again"
                + " before StopForwardSync has ended, it aborts that switchover.")
        Integer round,

        @JsonPropertyDescription(
                "The answer to the step that status.awaiting names. One that is given before counts for"
                        + " nothing, then and later; the condition DecisionIgnored says so.")
        StepDecision decision,

        @Default("[]")
        @Size(max = 4)
        @ValidationRule(
                value = "self.all(s, s in ['StartForwardSwitchover', 'ConfirmSourceWritesStopped',"
                        + " 'ProcessDatabaseObjects', 'StartReverseIncrement'])",
                message = "autoConfirm can name StartForwardSwitchover, ConfirmSourceWritesStopped,"
                        + " ProcessDatabaseObjects and StartReverseIncrement; the other steps wait for nobody")
        @JsonPropertyDescription(
                "Steps confirmed in advance, for instance by a pull request; each is confirmed once it waits, in every"
                        + " switchover of the task. ConfirmSourceWritesStopped only with fenceSource.")
        List<SwitchoverStep> autoConfirm,

        @Default("0")
        @Min(0)
        @Max(9007199254740991.0)
        @JsonPropertyDescription("A higher number than before rehearses the next switchover once: everything up to the"
                + " point of no return is checked and measured, and nothing is changed. Counts while the switchover"
                + " could be entered.")
        Long rehearsalNonce,

        @Default("false")
        @JsonPropertyDescription("true makes it true that writes stopped, once a person has confirmed it: the"
                + " applicationRoles become read-only by default in the database that the application leaves, and"
                + " their sessions there are ended. Undone by aborting, and when the application comes back.")
        Boolean fenceSource,

        @Default("[]")
        @Size(max = 20)
        @ValidationRule(
                value = "!self.exists(r, r.matches('^ | $|[[:cntrl:]]'))",
                message =
                        "every entry of applicationRoles must be the name of one role, without spaces around it and line breaks")
        @JsonPropertyDescription("Database roles by which the application writes.")
        List<@Size(min = 1, max = 63) String> applicationRoles,

        @Default("10")
        @Min(1)
        @Max(3600)
        @JsonPropertyDescription("Seconds of latency above which SwitchoverPrecheck fails.")
        Integer maxLatencySeconds,

        @Default("30")
        @Min(1)
        @Max(86400)
        @JsonPropertyDescription("Seconds that a transaction may be open before SwitchoverPrecheck fails.")
        Integer maxTransactionSeconds,

        @Default("60")
        @Min(1)
        @Max(3600)
        @JsonPropertyDescription(
                "Seconds that ConfirmStopTimestamp and StopForwardSync each wait for the last changes.")
        Integer stopTimeoutSeconds,

        @Default("1000")
        @Min(0)
        @Max(1000000000)
        @JsonPropertyDescription("Values that each sequence is set beyond what both sides have used.")
        Integer sequenceMargin,

        @Size(max = 8)
        @JsonPropertyDescription(
                "The word that status.forwardSwitchover.stranded.accept names: somebody has dealt with the"
                        + " rows that were written late and are on one side only, and they need not be kept when the task ends. It"
                        + " stands for those rows alone; with more of them the status names another word. Without it, what is"
                        + " stranded stays unacknowledged. At most 8 characters.")
        String acceptStranded) {
    public static final ForwardSwitchoverSettings DEFAULT =
            new ForwardSwitchoverSettings(null, null, null, null, null, null, null, null, null, null, null, null);

    public ForwardSwitchoverSettings {
        entered = entered != null && entered;
        round = round == null ? 1 : round;
        autoConfirm = autoConfirm == null ? List.of() : List.copyOf(autoConfirm);
        rehearsalNonce = rehearsalNonce == null ? 0L : rehearsalNonce;
        fenceSource = fenceSource != null && fenceSource;
        applicationRoles = applicationRoles == null ? List.of() : List.copyOf(applicationRoles);
        maxLatencySeconds = maxLatencySeconds == null ? 10 : maxLatencySeconds;
        maxTransactionSeconds = maxTransactionSeconds == null ? 30 : maxTransactionSeconds;
        stopTimeoutSeconds = stopTimeoutSeconds == null ? 60 : stopTimeoutSeconds;
        sequenceMargin = sequenceMargin == null ? 1000 : sequenceMargin;
    }
}
