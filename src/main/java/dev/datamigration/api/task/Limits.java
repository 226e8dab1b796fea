package dev.datamigration.api.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Says how much the task may ask of both servers. */
public record Limits(
        @Default("0")
        @Min(0)
        @Max(1000000000)
        @JsonPropertyDescription("Rows written to the target per second; 0 is without limit.")
        Long rowsPerSecond,

        @Default("0")
        @Min(0)
        @Max(1099511627776.0)
        @JsonPropertyDescription("Bytes written to the target per second; 0 is without limit.")
        Long bytesPerSecond,

        @Default("67108864")
        @Min(1048576)
        @Max(268435456)
        @JsonPropertyDescription(
                "Widest row in bytes that the precheck lets through. A row is held in memory whole, about four"
                        + " times over, so the worker needs that much memory for each row under way.")
        Long maxRowBytes,

        @JsonPropertyDescription(
                "When load and verification slow down for the users of the source, and how far; on by default.")
        AdaptiveLimits adaptive) {
    public static final Limits DEFAULT = new Limits(null, null, null);

    public Limits {
        rowsPerSecond = rowsPerSecond == null ? 0L : rowsPerSecond;
        bytesPerSecond = bytesPerSecond == null ? 0L : bytesPerSecond;
        maxRowBytes = maxRowBytes == null ? 67_108_864L : maxRowBytes;
        adaptive = adaptive == null ? AdaptiveLimits.DEFAULT : adaptive;
    }

    /** Giving way as it is by default. */
    public Limits(Long rowsPerSecond, Long bytesPerSecond, Long maxRowBytes) {
        this(rowsPerSecond, bytesPerSecond, maxRowBytes, null);
    }
}
