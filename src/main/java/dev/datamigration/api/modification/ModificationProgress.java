package dev.datamigration.api.modification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.Phase;

/** Says how far the added tables are on their way into a running task. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModificationProgress(
        @JsonPropertyDescription(
                "What is being done with the added tables: SchemaMigration, FullMigration or" + " IncrementalSync.")
        Phase phase,

        @JsonPropertyDescription("Tables to load.") Integer tables,
        @JsonPropertyDescription("Tables loaded.") Integer tablesLoaded,

        @JsonPropertyDescription("Rows to load, as the source's statistics estimate them.")
        Long estimatedRows,

        @JsonPropertyDescription("Rows loaded.") Long migratedRows) {}
