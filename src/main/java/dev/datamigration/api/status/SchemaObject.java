package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** An object of the source's schema that was not carried, and why. */
public record SchemaObject(
        @JsonPropertyDescription("Kind of the object, for instance Function.")
        String kind,

        @JsonPropertyDescription("Its name on the source, with its schema.")
        String name,

        @JsonPropertyDescription("Why it was not carried, and what to do.")
        String reason) {}
