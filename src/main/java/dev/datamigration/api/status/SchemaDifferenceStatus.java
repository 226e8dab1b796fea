package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A part of the schema in which both databases differ. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SchemaDifferenceStatus(
        @JsonPropertyDescription("Kind of the part, for instance Column.")
        String kind,

        @JsonPropertyDescription("Its name on the source, with that of its table where it belongs to one.")
        String name,

        @JsonPropertyDescription("Whether it came by a change on the source since the task began to migrate it.")
        Boolean changed,

        @JsonPropertyDescription("How both differ.") String message,

        @JsonPropertyDescription(
                "The DDL to run on the target that ends it, at most 2,000 characters of it; absent where"
                        + " it goes with another part's, or needs a decision.")
        String sql) {}
