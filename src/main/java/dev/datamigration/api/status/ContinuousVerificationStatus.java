package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Says how far the continuous comparison is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContinuousVerificationStatus(
        @JsonPropertyDescription("Which round it is, from 1.")
        Long round,

        @JsonPropertyDescription("When the round began, RFC 3339.")
        String startedAt,

        @JsonPropertyDescription("When the last complete round ended, RFC 3339.")
        String completedAt,

        @JsonPropertyDescription("Tables compared in this round.")
        Integer tablesCompared,

        @JsonPropertyDescription("Why it does not go on at present.")
        String message) {}
