package dev.datamigration.api.alert;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** Says which alerts go out, and where to. */
public record AlertSettings(
        @JsonPropertyDescription("Any exception while a phase starts or runs.")
        AlertRule taskStatus,

        @JsonPropertyDescription("Latency of the incremental synchronisation above a threshold.")
        LatencyAlertRule incrementalLatency,

        @Size(max = 64)
        @JsonPropertyDescription(
                "A new value sends a test message to every channel named here; without it, none is sent.")
        String testNonce) {}
