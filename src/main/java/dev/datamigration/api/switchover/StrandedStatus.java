package dev.datamigration.api.switchover;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Says what all switchovers of a task left on one side only. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StrandedStatus(
        @JsonPropertyDescription(
                "Rows, in all switchovers, that were written on the side which the application had left,"
                        + " after the synchronisation had ended: the sum of lateWrites[].stranded.")
        Long rows,

        @JsonPropertyDescription("Those of them that nobody has acknowledged: all of them, until"
                + " spec.forwardSwitchover.acceptStranded is the word below.")
        Long unacknowledged,

        @JsonPropertyDescription(
                "The word that spec.forwardSwitchover.acceptStranded takes for these rows. With more rows"
                        + " it is another one; absent where there are no rows.")
        String accept,

        @JsonPropertyDescription(
                "The step of an earlier switchover that was skipped although it waits for the last changes.")
        SwitchoverStep skippedStep,

        @JsonPropertyDescription("When it was skipped, RFC 3339.")
        String skippedAt,

        @JsonPropertyDescription(
                "Where unacknowledged rows are kept now that the task has released what it held, each with"
                        + " its database and the SQL that reads the rows and drops them. At most 2, one on each side.")
        List<String> kept) {
    public static final StrandedStatus NONE = new StrandedStatus(null, null, null, null, null, null);

    public StrandedStatus {
        kept = kept == null || kept.isEmpty() ? null : List.copyOf(kept);
    }
}
