package dev.datamigration.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The last operation done to a task. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LastOperation(
        @JsonPropertyDescription("What was asked for.") TaskOperation operation,

        @JsonPropertyDescription("Who asked: a BatchOperation's name, or the field manager that edited the spec.")
        String requestedBy,

        @JsonPropertyDescription("When, RFC 3339.") String requestedAt) {}
