package dev.datamigration.api.batch;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Says how many tasks a batch operation meant, and what became of them. */
public record BatchCounts(
        @JsonPropertyDescription("Tasks selected.") Integer selected,

        @JsonPropertyDescription("Of these, tasks that supported the operation.")
        Integer supported,

        @JsonPropertyDescription("Tasks that did not.") Integer unsupported,

        @JsonPropertyDescription("Tasks that reached the outcome.")
        Integer succeeded,

        @JsonPropertyDescription("Tasks that did not reach it.")
        Integer failed) {}
