package dev.datamigration.api.task;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.alert.AlertsStatus;
import dev.datamigration.api.modification.ModificationStatus;
import dev.datamigration.api.status.CheckpointsStatus;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.status.LastOperation;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.api.status.ReleaseStatus;
import dev.datamigration.api.status.RetainedLogStatus;
import dev.datamigration.api.status.RetryStatus;
import dev.datamigration.api.status.SchemaComparisonStatus;
import dev.datamigration.api.status.SchemaStatus;
import dev.datamigration.api.status.SpeedStatus;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.status.WaitingStatus;
import dev.datamigration.api.switchover.AwaitingStatus;
import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says what is. Written by the reconciler alone, and only when something in it moved. Times are RFC 3339 in UTC.
 *
 * <p>Built with {@link #with} so that a change names the parts it changes.
 */
@JsonClassDescription("Where the migration stands. Written by the operator alone.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MigrationTaskStatus(
        @JsonPropertyDescription("The metadata.generation that this status answers.")
        Long observedGeneration,

        @JsonPropertyDescription("One of the ten statuses.") TaskState state,

        @JsonPropertyDescription("Where the task is in its plan.")
        Phase phase,

        @JsonPropertyDescription("Whether the work of that phase is done, and the task waits or moves on.")
        Boolean phaseComplete,

        @JsonPropertyDescription("Progress of the phase for people, for instance 42 %.")
        String progress,

        @JsonPropertyDescription("Latency of the incremental synchronisation for people, for instance 0.4s.")
        String latency,

        @JsonPropertyDescription("One sentence on what is going on or what to do next.")
        String message,

        @JsonPropertyDescription("When state last changed.") String stateChangedAt,

        @JsonPropertyDescription("When the task was first started.")
        String startedAt,

        @JsonPropertyDescription("Counts the workers this task has had; an older worker is refused by the databases.")
        Long epoch,

        @JsonPropertyDescription("Up to which worker all are known to have no session on either database any more: the"
                + " databases were asked, or never reached. Absent until one has ended.")
        Long quietEpoch,

        @JsonPropertyDescription("The spec.resumeNonce that was last acted on.")
        Long observedResumeNonce,

        @JsonPropertyDescription("Operations that the task supports now.")
        List<TaskOperation> supportedOperations,

        @JsonPropertyDescription("The switchover step that waits for a person, if any.")
        AwaitingStatus awaiting,

        @JsonPropertyDescription("What the precheck found.") PrecheckStatus precheck,

        @JsonPropertyDescription("What became of the schema's objects.")
        SchemaStatus schema,

        @JsonPropertyDescription("How the structure of both databases compares, once everything was made.")
        SchemaComparisonStatus schemaComparison,

        @JsonPropertyDescription("How far the full migration is.")
        FullMigrationStatus full,

        @JsonPropertyDescription("How far the incremental synchronisation is.")
        IncrementalStatus incremental,

        @JsonPropertyDescription("What the comparison of both databases found.")
        VerificationStatus verification,

        @JsonPropertyDescription("How far the synchronisation from the target back to the source is.")
        IncrementalStatus reverseIncrement,

        @JsonPropertyDescription("What the comparison found that takes the target as the truth.")
        VerificationStatus reverseVerification,

        @JsonPropertyDescription("Where the forward switchover stands, once it was entered.")
        ForwardSwitchoverStatus forwardSwitchover,

        @JsonPropertyDescription("The error that stands on the task, if any.")
        FailureStatus failure,

        @JsonPropertyDescription("The passing error that is being waited out, if any: the task goes on by itself.")
        RetryStatus retry,

        @JsonPropertyDescription("What the task waits for that somebody else holds, if anything.")
        WaitingStatus waiting,

        @JsonPropertyDescription("How fast load or verification may go, and what they give way to.")
        SpeedStatus speed,

        @JsonPropertyDescription("How much log the source keeps for the task, and how long that can go on.")
        RetainedLogStatus retainedLog,

        @JsonPropertyDescription("The last operation done to this task, by a batch or by hand.")
        LastOperation lastOperation,

        @JsonPropertyDescription("Ready, Reconciling and Stalled as kstatus reads them, and one for each finished"
                + " part of the plan.")
        List<Condition> conditions,

        @JsonPropertyDescription("The alerts of this task: which went out, and what became of them.")
        AlertsStatus alerts,

        @JsonPropertyDescription("What both databases are known to have committed of the task. A checkpoint that says"
                + " less is a failure: the database was put back to an earlier state.")
        CheckpointsStatus checkpoints,

        @JsonPropertyDescription(
                "What could not be released on the databases when the task was ended, if anything, or could not be"
                        + " asked for.")
        ReleaseStatus release,

        @Size(max = 100)
        @JsonPropertyDescription(
                "What the worker was begun with of those settings that are taken at the next start: path"
                        + " below spec to value. Absent where it was begun by an operator that did not write it yet.")
        Map<String, @Size(max = 256) String> startedWith,

        @JsonPropertyDescription(
                "The objects that the task goes by; what spec.objects says otherwise is a modification,"
                        + " under way or to come. Absent before the first start, and where they are too many to be kept twice.")
        ObjectSelection objects,

        @JsonPropertyDescription(
                "The objects that the modification under way brings about; absent while there is none.")
        ObjectSelection nextObjects,

        @Size(max = 10) @JsonPropertyDescription("The last changes of the task's objects while it ran, newest last.")
        List<ModificationStatus> modifications) {

    public MigrationTaskStatus {
        supportedOperations = supportedOperations == null ? null : List.copyOf(supportedOperations);
        conditions = conditions == null ? null : List.copyOf(conditions);
        modifications = modifications == null ? null : List.copyOf(modifications);
        startedWith = startedWith == null ? null : Collections.unmodifiableMap(new TreeMap<>(startedWith));
    }

    /** The status of a task that nobody has looked at yet. */
    public static MigrationTaskStatus empty() {
        return new MigrationTaskStatus(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null);
    }
}
