package dev.datamigration.api.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Says what a task is going to do. */
public record PlanStatus(
        @JsonPropertyDescription("Selected tables; each partition that holds rows counts.")
        Integer tables,

        @JsonPropertyDescription("Rows of all of them, by the statistics of the source.")
        Long estimatedRows,

        @JsonPropertyDescription("Bytes of all of them on the disk of the source, without indexes.")
        Long bytes,

        @Size(max = 20)
        @JsonPropertyDescription("The largest of them, the largest first; furtherTables says how many more there are.")
        List<PlannedTable> largest,

        @JsonPropertyDescription("Tables that are not among the largest.")
        Integer furtherTables,

        @Size(max = 200)
        @JsonPropertyDescription(
                "Objects of the schema in the order in which they are made, counted by kind; those that the target has"
                        + " already are among them. Empty where the task makes none.")
        List<PlannedObjects> objects,

        @Size(max = 20)
        @JsonPropertyDescription(
                "The first objects that are not carried, by kind and name; notCarriedCount says how many there are, and"
                        + " the item UnsupportedObjects why.")
        List<String> notCarried,

        @JsonPropertyDescription("Objects that are not carried.")
        Integer notCarriedCount) {
    public PlanStatus {
        largest = largest == null ? List.of() : List.copyOf(largest);
        objects = objects == null ? List.of() : List.copyOf(objects);
        notCarried = notCarried == null ? List.of() : List.copyOf(notCarried);
    }
}
