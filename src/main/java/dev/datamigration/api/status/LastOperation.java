package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.TaskOperation;

/** The last operation done to a task. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LastOperation(
        @JsonPropertyDescription("What was asked for.") TaskOperation operation,

        @JsonPropertyDescription(
                "Who asked: the field manager that edited the spec, and for whom, as it says. With the approval policy"
                        + " the user, who may be there through a BatchOperation.")
        String requestedBy,

        @JsonPropertyDescription("When, RFC 3339.") String requestedAt) {}
