package dev.datamigration.api.batch;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.alert.AlertConfiguration;
import dev.datamigration.api.task.ReleaseSettings;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Says what is to be done to which tasks. Immutable but for {@code suspend}. */
@JsonClassDescription("What is to be done to which tasks. Immutable but for suspend.")
@ValidationRule(
        value = "has(self.selector) || (has(self.tasks) && size(self.tasks) > 0)",
        message = "spec.selector or spec.tasks must say which tasks are meant; an empty selector {} means every task of"
                + " the namespace")
@ValidationRule(
        value = "(self.operation == 'StartForwardSwitchover') == has(self.forwardSwitchover)",
        message = "spec.forwardSwitchover {step, action} must be set for StartForwardSwitchover and for no other"
                + " operation")
@ValidationRule(
        value = "(self.operation == 'ModifyAlertConfiguration') == has(self.alertConfiguration)",
        message = "spec.alertConfiguration must be set for ModifyAlertConfiguration and for no other operation")
@ValidationRule(
        value =
                "!has(self.alertConfiguration) || !self.alertConfiguration.test || has(self.alertConfiguration.taskStatus)"
                        + " || has(self.alertConfiguration.incrementalLatency)",
        message =
                "spec.alertConfiguration.test sends a message to the channels of its rules, and there is none: name taskStatus or"
                        + " incrementalLatency (what is left out is removed from the tasks), or leave test out")
@ValidationRule(
        value =
                "!has(self.selector) || !has(self.tasks) || size(self.tasks) == 0 || size(self.selector.matchLabels) > 0"
                        + " || size(self.selector.matchExpressions) > 0",
        message =
                "spec.selector {} means every task of the namespace, beside those in spec.tasks: leave selector out to act on"
                        + " the tasks that are named, or leave tasks out to act on all")
@ValidationRule(
        value = "self.operation == 'End' || !has(self.release)",
        message = "spec.release says how tasks are ended; leave it out for every other operation than End")
@ValidationRule(
        value = "self.operation == oldSelf.operation && self.dryRun == oldSelf.dryRun"
                + " && self.parallelism == oldSelf.parallelism && self.timeoutSeconds == oldSelf.timeoutSeconds"
                + " && has(self.selector) == has(oldSelf.selector)"
                + " && (!has(self.selector) || self.selector == oldSelf.selector)"
                + " && has(self.tasks) == has(oldSelf.tasks) && (!has(self.tasks) || self.tasks == oldSelf.tasks)"
                + " && has(self.failurePolicy) == has(oldSelf.failurePolicy)"
                + " && (!has(self.failurePolicy) || self.failurePolicy == oldSelf.failurePolicy)"
                + " && has(self.waves) == has(oldSelf.waves) && (!has(self.waves) || self.waves == oldSelf.waves)"
                + " && has(self.activeDeadlineSeconds) == has(oldSelf.activeDeadlineSeconds)"
                + " && (!has(self.activeDeadlineSeconds) || self.activeDeadlineSeconds =="
                + " oldSelf.activeDeadlineSeconds)"
                + " && has(self.ttlSecondsAfterFinished) == has(oldSelf.ttlSecondsAfterFinished)"
                + " && (!has(self.ttlSecondsAfterFinished) || self.ttlSecondsAfterFinished =="
                + " oldSelf.ttlSecondsAfterFinished)"
                + " && has(self.forwardSwitchover) == has(oldSelf.forwardSwitchover)"
                + " && (!has(self.forwardSwitchover) || self.forwardSwitchover == oldSelf.forwardSwitchover)"
                + " && has(self.alertConfiguration) == has(oldSelf.alertConfiguration)"
                + " && (!has(self.alertConfiguration) || self.alertConfiguration == oldSelf.alertConfiguration)"
                + " && has(self.release) == has(oldSelf.release)"
                + " && (!has(self.release) || self.release == oldSelf.release)",
        message = "the spec of a BatchOperation is immutable but for suspend; create a new BatchOperation instead")
public record BatchOperationSpec(
        @Required
        @JsonPropertyDescription("What is to be done. A task counts as succeeded once: Start and Resume: it is past its"
                + " precheck, waits out no error and its worker has claimed the checkpoints (or it is Completed); Stop: it is"
                + " Stopped; End: it is Ended;"
                + " EnterForwardSwitchover: it is in the switchover; StartForwardSwitchover: the step waits for that"
                + " answer no more; SkipFullVerification: its comparison is left out; ModifyAlertConfiguration: it is"
                + " stored, and where a test was asked for, the test message was sent.")
        TaskOperation operation,

        @JsonPropertyDescription(
                "Tasks of this namespace by label; {} means all of them. Together with tasks, both are" + " meant.")
        TaskSelector selector,

        @Default("[]")
        @Size(max = 10000)
        @ValidationRule(
                value = "self.all(n, n.matches('^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$'))",
                message =
                        "every entry of tasks must be the name of a MigrationTask of this namespace: lower-case letters,"
                                + " digits, '-' and '.'")
        @ValidationRule(
                value = "!self.exists(n, n.matches('[.-][.]|[.]-'))",
                message =
                        "no entry of tasks can have a '.' beside another '.' or '-': no MigrationTask has such a name")
        @JsonPropertyDescription("Tasks of this namespace by name.")
        List<@Size(min = 1, max = 253) String> tasks,

        @Default("false")
        @JsonPropertyDescription("true changes nothing and lists which tasks qualify, and why others do not.")
        Boolean dryRun,

        @Default("false")
        @JsonPropertyDescription("true holds back tasks not yet acted on. The only field that may change.")
        Boolean suspend,

        @Default("50") @Min(1) @Max(10000) @JsonPropertyDescription("Most tasks under way at the same time.")
        Integer parallelism,

        @JsonPropertyDescription("Tasks are taken in waves, one after the other.")
        WaveSettings waves,

        @JsonPropertyDescription("What happens to the rest when tasks fail.")
        FailurePolicy failurePolicy,

        @Default("600")
        @Min(1)
        @Max(604800)
        @JsonPropertyDescription("Seconds that each task has to reach the outcome before it counts as failed.")
        Integer timeoutSeconds,

        @Min(1)
        @Max(31536000)
        @JsonPropertyDescription("Seconds after which the whole operation is broken off; without it, never.")
        Integer activeDeadlineSeconds,

        @Min(0)
        @Max(31536000)
        @JsonPropertyDescription("Seconds after its end at which this BatchOperation is deleted; without it, never.")
        Integer ttlSecondsAfterFinished,

        @JsonPropertyDescription("The step and the answer, for StartForwardSwitchover.")
        SwitchoverRequest forwardSwitchover,

        @JsonPropertyDescription("The new alert configuration, for ModifyAlertConfiguration; overwrites the old.")
        AlertConfiguration alertConfiguration,

        @JsonPropertyDescription(
                "For End: what becomes of tasks whose servers cannot be asked; without it, each task's own"
                        + " spec.release holds. With Abandon, tasks are supported as well that are Ending, and those that cannot come to"
                        + " be Stopped or Failed, because a server cannot be asked.")
        ReleaseSettings release) {
    public BatchOperationSpec {
        tasks = tasks == null ? List.of() : List.copyOf(tasks);
        dryRun = dryRun != null && dryRun;
        suspend = suspend != null && suspend;
        parallelism = parallelism == null ? 50 : parallelism;
        timeoutSeconds = timeoutSeconds == null ? 600 : timeoutSeconds;
        failurePolicy = failurePolicy == null ? new FailurePolicy(null) : failurePolicy;
    }
}
