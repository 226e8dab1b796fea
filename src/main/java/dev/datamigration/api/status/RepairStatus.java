package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Says what a comparison repaired: rows that differed and were written anew. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RepairStatus(
        @JsonPropertyDescription("Rows that were missing and were inserted.")
        Long inserted,

        @JsonPropertyDescription("Rows that differed and were overwritten.")
        Long updated,

        @JsonPropertyDescription("Rows that should not have been there and were deleted.")
        Long deleted,

        @JsonPropertyDescription("Rows that differed and were left as they are.")
        Long left,

        @JsonPropertyDescription("Why rows were left.") String message) {

    /** Rows that were written. */
    public long repaired() {
        return rows(inserted) + rows(updated) + rows(deleted);
    }

    private static long rows(Long count) {
        return count == null ? 0 : count;
    }
}
