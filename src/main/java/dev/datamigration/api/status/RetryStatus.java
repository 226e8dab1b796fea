package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The passing error that is being waited out. Never holds a password or a URL with one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RetryStatus(
        @JsonPropertyDescription("Times in a row that it was met. Completed work begins the count anew.")
        Integer attempt,

        @JsonPropertyDescription("Since when, RFC 3339. spec.engine.retryForSeconds counts from here.")
        String since,

        @JsonPropertyDescription("When it is tried again, RFC 3339. Absent while an attempt is under way.")
        String nextAttemptAt,

        @JsonPropertyDescription("Stable code of the error, for instance Unreachable; docs/failures.md lists them.")
        String code,

        @JsonPropertyDescription("What happened, and with whom, as far as that is known.")
        String message) {}
