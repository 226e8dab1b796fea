package dev.datamigration.api.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Says about how much a table holds. */
public record PlannedTable(
        @JsonPropertyDescription("Schema and name on the source.")
        String name,

        @JsonPropertyDescription("Schema and name on the target.")
        String target,

        @JsonPropertyDescription("Rows by the statistics of the source, whatever spec.objects.rows leaves out.")
        Long estimatedRows,

        @JsonPropertyDescription("Bytes on the disk of the source, without indexes.")
        Long bytes) {}
