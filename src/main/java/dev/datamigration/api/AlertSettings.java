package dev.datamigration.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Which alerts go out, and where to. */
public record AlertSettings(
        @JsonPropertyDescription("Any exception while a phase starts or runs.")
        AlertRule taskStatus,

        @JsonPropertyDescription("Latency of the incremental synchronisation above a threshold.")
        LatencyAlertRule incrementalLatency) {}
