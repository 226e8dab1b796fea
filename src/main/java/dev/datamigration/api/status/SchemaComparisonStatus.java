package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Says how the structure of both databases compares, by an independent reading of both catalogs. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SchemaComparisonStatus(
        @JsonPropertyDescription("As of when it is known, RFC 3339: the source's catalog has not changed since it was"
                + " read, or was read then.")
        String comparedAt,

        @JsonPropertyDescription("Tables, columns, indexes, constraints, sequences, types, views, functions, triggers,"
                + " rules and policies of the source that were compared, counted together.")
        Integer parts,

        @JsonPropertyDescription(
                "Number of differences that came by changes on the source since the task began to" + " migrate it.")
        Integer changed,

        @JsonPropertyDescription("Number of other differences: what the target had before, what was altered there, and"
                + " what could not be made alike.")
        Integer different,

        @JsonPropertyDescription("The differences, changes on the source first; at most 20 of them.")
        List<SchemaDifferenceStatus> differences,

        @JsonPropertyDescription("The query that prints the whole DDL which makes the target like the source, if there"
                + " is any difference.")
        String script) {
    public SchemaComparisonStatus {
        differences = differences == null ? List.of() : List.copyOf(differences);
    }
}
