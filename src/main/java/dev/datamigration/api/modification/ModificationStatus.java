package dev.datamigration.api.modification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.FailureStatus;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** One change of a running task's objects: what, when, by whom, and what became of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModificationStatus(
        @JsonPropertyDescription("Counts the modifications of this task.")
        Long number,

        @JsonPropertyDescription("Migrating, Integrating, Integrated, Failed or Withdrawn.")
        ModificationState state,

        @JsonPropertyDescription("Counts the attempts: a higher spec.resumeNonce tries a failed one once more.")
        Integer attempt,

        @JsonPropertyDescription(
                "true once it is being withdrawn, since spec.objects was put back or changed once more.")
        Boolean withdrawing,

        @Size(max = 20)
        @JsonPropertyDescription("Tables that are added, by their names on the source; at most 20 of them.")
        List<@Size(max = 256) String> added,

        @JsonPropertyDescription("How many tables are added.")
        Integer addedCount,

        @Size(max = 20)
        @JsonPropertyDescription("Tables that are removed, by their names on the source; at most 20 of them.")
        List<@Size(max = 256) String> removed,

        @JsonPropertyDescription("How many tables are removed.")
        Integer removedCount,

        @JsonPropertyDescription("How far the added tables are; absent before and after that.")
        ModificationProgress progress,

        @JsonPropertyDescription(
                "Who changed spec.objects: the field manager, and for whom, as it says; absent where nobody is known.")
        String requestedBy,

        @JsonPropertyDescription("When it was begun, RFC 3339.")
        String startedAt,

        @JsonPropertyDescription("When it was integrated, failed or was withdrawn, RFC 3339.")
        String endedAt,

        @JsonPropertyDescription("The spec.resumeNonce that the last attempt was made with.")
        Long resumeNonce,

        @JsonPropertyDescription("Why the last attempt failed, and what to do about it; absent where none did.")
        FailureStatus failure) {
    public ModificationStatus {
        added = added == null ? null : List.copyOf(added);
        removed = removed == null ? null : List.copyOf(removed);
    }
}
