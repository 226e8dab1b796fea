package dev.datamigration.api.alert;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** The alert configuration that every selected task gets; a rule that is left out is removed. */
public record AlertConfiguration(
        @JsonPropertyDescription("The rule for exceptions; left out, it is removed.")
        AlertRule taskStatus,

        @JsonPropertyDescription("The rule for latency; left out, it is removed.")
        LatencyAlertRule incrementalLatency,

        @Default("false") @JsonPropertyDescription("true also sends a test message for each task.")
        Boolean test) {
    public AlertConfiguration {
        test = test != null && test;
    }
}
