package dev.datamigration.api.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Says what became of the last test message. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertTestStatus(
        @JsonPropertyDescription("The spec.alerts.testNonce that asked for it.")
        String nonce,

        @JsonPropertyDescription("When it was asked for, RFC 3339.")
        String time,

        @JsonPropertyDescription("Pending until the end; then Sent, if every channel took it, or Failed.")
        AlertSending state,

        @JsonPropertyDescription("What became of it on each channel.")
        String message,

        @JsonPropertyDescription("The numbers of its alerts, one for each channel.")
        List<Long> numbers) {
    public AlertTestStatus {
        numbers = numbers == null ? List.of() : List.copyOf(numbers);
    }
}
