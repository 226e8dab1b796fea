package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Says how many workers share a piece of work. */
public record WorkersStatus(
        @JsonPropertyDescription("Workers that spec.engine.replicas asks for.")
        Integer wanted,

        @JsonPropertyDescription("Workers that are at work now; the first of them leads and is always among them.")
        Integer atWork,

        @JsonPropertyDescription(
                "Why one of the others is not at work, as far as it is known. The work goes on without it.")
        String problem) {}
