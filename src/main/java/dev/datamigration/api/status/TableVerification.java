package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Says how one table compares. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableVerification(
        @JsonPropertyDescription("Name on the source, with its schema.")
        String table,

        @JsonPropertyDescription("How it compares.") TableResult result,

        @JsonPropertyDescription("Rows equal on both sides.")
        Long consistent,

        @JsonPropertyDescription("Rows only on the source.") Long sourceOnly,
        @JsonPropertyDescription("Rows only on the target.") Long targetOnly,

        @JsonPropertyDescription("Rows on both sides that differ.")
        Long mismatched,

        @JsonPropertyDescription("What went wrong, where the comparison could not be made.")
        String message,

        @JsonPropertyDescription("When its comparison began, RFC 3339: every row was looked at then or later.")
        String comparedAt,

        @JsonPropertyDescription("End of the source's log when its comparison began; for display.")
        String position,

        @JsonPropertyDescription("Rows repaired; absent where none was to be.")
        RepairStatus repair) {}
