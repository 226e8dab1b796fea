package dev.datamigration.api.switchover;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Says what a rehearsal of the switchover found. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RehearsalStatus(
        @JsonPropertyDescription("The spec.forwardSwitchover.rehearsalNonce that it answers.")
        Long nonce,

        @JsonPropertyDescription("When it ended, RFC 3339.") String at,

        @JsonPropertyDescription("Whether nothing was found that would hold the switchover up.")
        Boolean passed,

        @JsonPropertyDescription("Milliseconds from the confirmation that writes stopped to the moment the application"
                + " can use the other side, as measured; without the time people take.")
        Long expectedDowntimeMillis,

        @JsonPropertyDescription("What was found, and what the downtime is made of.")
        String message,

        @JsonPropertyDescription("What the steps would check, do and leave to a person.")
        List<SwitchoverItem> items) {
    public RehearsalStatus {
        items = items == null ? List.of() : List.copyOf(items);
    }
}
