package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.Side;
import java.util.List;

/** Says what a task that ends could not release so far, or could not bring over, or was left when it ended. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReleaseStatus(
        @JsonPropertyDescription("Since when it could not be released.")
        String blockedSince,

        @JsonPropertyDescription("When that was given up; absent while it is still tried.")
        String abandonedAt,

        @JsonPropertyDescription("The database that is in the way, where it is one of them.")
        Side side,

        @JsonPropertyDescription("Code of the error that is in the way.")
        String code,

        @JsonPropertyDescription(
                "What is left, or may be where a database could not be asked, each with its database and the SQL to run"
                        + " there, which removes it and does no harm where nothing is left.")
        List<String> leftBehind,

        @JsonPropertyDescription(
                "Which sequences of the target were not set beyond the source's when the task ended without a switchover,"
                        + " as a script of SQL with the reasons in comments; absent where none was left.")
        String sequences) {
    public ReleaseStatus {
        leftBehind = leftBehind == null ? List.of() : List.copyOf(leftBehind);
    }
}
