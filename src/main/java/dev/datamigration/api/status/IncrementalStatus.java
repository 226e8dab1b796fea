package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Says how far the incremental synchronisation is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IncrementalStatus(
        @JsonPropertyDescription(
                "Time on the source up to which it is known that the target holds everything, RFC 3339. It moves on an idle"
                        + " source too, and stands still while nobody can tell.")
        String checkpointTimestamp,

        @JsonPropertyDescription("Position in the source's log up to which everything is applied; for display.")
        String position,

        @JsonPropertyDescription(
                "Milliseconds from a commit on the source to its commit on the target; 0 when nothing waits. Where it has not"
                        + " been known for a while that the target holds the source, the time since it was last known.")
        Long latencyMillis,

        @JsonPropertyDescription("Changed rows applied per second now.")
        Long rowsPerSecond,

        @JsonPropertyDescription("Rows inserted on the source and applied.")
        Long inserts,

        @JsonPropertyDescription("Rows updated on the source and applied.")
        Long updates,

        @JsonPropertyDescription("Rows deleted on the source and applied.")
        Long deletes,

        @JsonPropertyDescription("Tables truncated on the source and applied.")
        Long truncates,

        @JsonPropertyDescription("Changes that met a target row other than expected and overwrote it.")
        Long conflicts,

        @JsonPropertyDescription("Changes of kinds that spec.incrementalSync.dml leaves out: read and not applied.")
        Long skipped,

        @JsonPropertyDescription("Bytes of log that the source keeps for this task.")
        Long retainedLogBytes,

        @JsonPropertyDescription("Whether the task has once caught up with the source since it was last resumed.")
        Boolean caughtUp,

        @Size(max = MOST_STRUCTURE_CHANGES)
        @JsonPropertyDescription(
                "The latest changes of the source's structure, newest first: made on the target, or left out as decided.")
        List<AlteredStructure> structureChanges) {
    public static final int MOST_STRUCTURE_CHANGES = 10;

    /** What became of a change of the structure. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AlteredStructure(
            @JsonPropertyDescription("Position of the change in the source's log.")
            String position,

            @JsonPropertyDescription("When it was committed on the source, RFC 3339.")
            String committedAt,

            @JsonPropertyDescription("What it was: kinds as in spec.incrementalSync.ddl, each with its object.")
            String change,

            @JsonPropertyDescription(
                    "Whether it was made on the target; otherwise it was left out by spec.incrementalSync.ddlDecisions.")
            Boolean made) {}

    /** Clocks of two servers differ: a latency below zero is shown as none. */
    public IncrementalStatus {
        structureChanges =
                structureChanges == null || structureChanges.isEmpty() ? null : List.copyOf(structureChanges);
        latencyMillis = latencyMillis == null ? null : Long.valueOf(Math.max(0, latencyMillis));
    }

    /** The same, without what changes while nobody measures it. */
    public IncrementalStatus unmeasured() {
        return new IncrementalStatus(
                checkpointTimestamp,
                position,
                null,
                null,
                inserts,
                updates,
                deletes,
                truncates,
                conflicts,
                skipped,
                retainedLogBytes,
                caughtUp,
                structureChanges);
    }
}
