package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Says what the precheck found. */
public record PrecheckStatus(
        @JsonPropertyDescription("When the precheck ended, RFC 3339.")
        String checkedAt,

        @JsonPropertyDescription("What was looked at, failures first.")
        List<PrecheckItem> items) {
    public PrecheckStatus {
        items = items == null ? List.of() : List.copyOf(items);
    }
}
