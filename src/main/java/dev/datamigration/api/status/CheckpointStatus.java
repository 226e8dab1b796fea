package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Says what a database is known to have committed of the task. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckpointStatus(
        @JsonPropertyDescription(
                "The system identifier of the server; absent until it was asked, and where it does not tell.")
        String systemIdentifier,

        @JsonPropertyDescription("The timeline on which the server writes; each promotion begins a new one.")
        Integer timeline,

        @JsonPropertyDescription("The task's worker that holds the checkpoints there; absent while there are none.")
        Long epoch,

        @JsonPropertyDescription("Tables loaded there, once all of them are.")
        Integer tablesLoaded,

        @JsonPropertyDescription("Position in the other database's log up to which everything is committed there.")
        String applied,

        @JsonPropertyDescription(
                "Since when changes are applied there to rows that no full verification has found equal"
                        + " since: spec.recovery.accept was used. RFC 3339; absent otherwise.")
        String unverifiedSince) {
    public static final CheckpointStatus NONE = new CheckpointStatus(null, null, null, null, null, null);
}
