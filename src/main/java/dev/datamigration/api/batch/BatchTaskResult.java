package dev.datamigration.api.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Says what became of one task of a batch operation. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BatchTaskResult(
        @JsonPropertyDescription("Name of the task.") String name,

        @JsonPropertyDescription(
                "First eight characters of the task's UID; absent where there was no task of that name.")
        String uid,

        @JsonPropertyDescription("The wave in which its turn comes, from 0; absent for 0.")
        Integer wave,

        @JsonPropertyDescription("When its turn came, RFC 3339.")
        String startedAt,

        @JsonPropertyDescription("Supported, Unsupported, Pending, InProgress, Succeeded or Failed.")
        String result,

        @JsonPropertyDescription("Why, as a stable word.") String reason,
        @JsonPropertyDescription("Why, as a sentence.") String message,

        @JsonPropertyDescription("The task's latest timestamp: the checkpoint of its incremental synchronisation.")
        String latestTimestamp) {}
