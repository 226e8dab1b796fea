package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.Side;

/** Says what the task waits for that somebody else holds. It goes on by itself once that is over. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WaitingStatus(
        @JsonPropertyDescription("The database whose server it waits on.")
        Side side,

        @JsonPropertyDescription("Since when it waits, RFC 3339. spec.engine.maxWaitSeconds counts from here.")
        String since,

        @JsonPropertyDescription("Who or what holds it up: a process with account and application, or a prepared"
                + " transaction with owner and database, and since when.")
        String holder,

        @JsonPropertyDescription("How to end the waiting, with the exact SQL.")
        String remedy) {}
