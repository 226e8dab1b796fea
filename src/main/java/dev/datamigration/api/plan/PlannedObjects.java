package dev.datamigration.api.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Says how many objects of a kind are made together. */
public record PlannedObjects(
        @JsonPropertyDescription("When they are made.") PlanStage stage,

        @JsonPropertyDescription("Their kind, as status.schema names it.")
        String kind,

        @JsonPropertyDescription("How many there are.") Integer count) {}
