package dev.datamigration.api.batch;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Says what became of a batch operation. */
@JsonClassDescription("What became of the operation. Written by the operator alone.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BatchOperationStatus(
        @JsonPropertyDescription("The metadata.generation that this status answers.")
        Long observedGeneration,

        @JsonPropertyDescription("Pending, Running, Suspended, Complete or Failed; for display.")
        String state,

        @JsonPropertyDescription("When it began, RFC 3339.") String startedAt,
        @JsonPropertyDescription("When it ended, RFC 3339.") String completedAt,
        @JsonPropertyDescription("How many tasks.") BatchCounts counts,

        @JsonPropertyDescription("What became of each task, failures first; at most 1000 of them.")
        List<BatchTaskResult> tasks,

        @Size(max = 10000)
        @JsonPropertyDescription("Every selected task that `tasks` has no room for, by what became of it.")
        List<BatchTaskGroup> otherTasks,

        @JsonPropertyDescription("Complete and Failed, as a Job has them.")
        List<Condition> conditions) {
    public BatchOperationStatus {
        tasks = tasks == null ? List.of() : List.copyOf(tasks);
        otherTasks = otherTasks == null ? List.of() : List.copyOf(otherTasks);
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
