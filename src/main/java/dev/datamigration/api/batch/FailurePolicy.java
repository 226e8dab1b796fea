package dev.datamigration.api.batch;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Says what happens to the rest when tasks fail. */
public record FailurePolicy(
        @Min(1)
        @Max(10000)
        @JsonPropertyDescription("Failed tasks after which no further task is acted on; without it, all are.")
        Integer haltAfterFailures) {}
