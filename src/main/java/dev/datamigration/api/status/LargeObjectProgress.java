package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Says how far the copy of large objects is. */
public record LargeObjectProgress(
        @JsonPropertyDescription("Large objects that the source has.")
        Long objects,

        @JsonPropertyDescription("Of these, copied or found equal by their hashes.")
        Long copied,

        @JsonPropertyDescription("Bytes of these.") Long bytes) {}
