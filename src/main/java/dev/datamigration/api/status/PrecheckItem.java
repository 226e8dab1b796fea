package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.Side;

/** One thing the precheck looked at. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PrecheckItem(
        @JsonPropertyDescription("Name of the item, as spec.precheck.skip takes it.")
        String name,

        @JsonPropertyDescription("The database it is about.")
        Side side,

        @JsonPropertyDescription("Passed, Warning, Failed or Skipped.")
        PrecheckItemStatus status,

        @JsonPropertyDescription("What was found.") String message,

        @JsonPropertyDescription("What to do about it, where something is to be done.")
        String remedy,

        @JsonPropertyDescription("Whether spec.precheck.skip may name it.")
        Boolean skippable) {}
