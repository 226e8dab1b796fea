package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Says what became of the schema's objects. */
public record SchemaStatus(
        @JsonPropertyDescription("Objects to create before the load.")
        Integer objects,

        @JsonPropertyDescription("Objects created, or found equal, before the load.")
        Integer created,

        @JsonPropertyDescription("Indexes, constraints and other objects to create after the load.")
        Integer deferredObjects,

        @JsonPropertyDescription("Of these, created.") Integer deferredCreated,

        @JsonPropertyDescription("Number of objects that could not be carried.")
        Integer notCarriedCount,

        @JsonPropertyDescription("Objects that could not be carried, by name; at most 100 of them.")
        List<SchemaObject> notCarried) {
    public SchemaStatus {
        notCarried = notCarried == null ? List.of() : List.copyOf(notCarried);
    }
}
