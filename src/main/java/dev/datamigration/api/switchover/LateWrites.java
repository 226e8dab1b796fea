package dev.datamigration.api.switchover;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.Side;

/** Writes to a table that came after a person had confirmed that there were none any more. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LateWrites(
        @JsonPropertyDescription("The switchover in which they came, as in status.forwardSwitchover.round.")
        Integer round,

        @JsonPropertyDescription("The database that was written to.")
        Side side,

        @JsonPropertyDescription("The table, as schema.table on that side.")
        String table,

        @JsonPropertyDescription(
                "Rows written before the synchronisation of the direction ended; they are on the other" + " side, too.")
        Long carried,

        @JsonPropertyDescription("Rows written after that; they are on that side only and kept in"
                + " datamigration.late_write on the other.")
        Long stranded,

        @JsonPropertyDescription("When the first was committed, RFC 3339.")
        String firstAt,

        @JsonPropertyDescription("When the last was committed, RFC 3339.")
        String lastAt) {}
