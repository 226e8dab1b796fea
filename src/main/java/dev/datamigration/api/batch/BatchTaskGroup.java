package dev.datamigration.api.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Tasks of a batch operation of which the same became. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BatchTaskGroup(
        @JsonPropertyDescription("Supported, Unsupported, Pending, InProgress, Succeeded or Failed.")
        String result,

        @JsonPropertyDescription("Why, as a stable word.") String reason,

        @JsonPropertyDescription(
                "The wave in which the turn of these tasks comes, from 0; absent for 0, and once they have"
                        + " their result.")
        Integer wave,

        @JsonPropertyDescription("When their turn came, RFC 3339; only of tasks that are InProgress.")
        String startedAt,

        @Size(max = 100_000)
        @JsonPropertyDescription("The tasks by name, each with the first eight characters of its UID.")
        Map<String, @Size(max = 63) String> tasks) {
    public BatchTaskGroup {
        tasks = tasks == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(tasks));
    }
}
