package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/**
 * Says what both databases are known to have committed: kept here as well, so that one which was put back to an earlier state
 * is told from one that has never had anything.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckpointsStatus(
        @JsonPropertyDescription(
                "What the source is known to have; checkpoints are there once changes flow back to it.")
        CheckpointStatus source,

        @JsonPropertyDescription("What the target is known to have.")
        CheckpointStatus target) {}
