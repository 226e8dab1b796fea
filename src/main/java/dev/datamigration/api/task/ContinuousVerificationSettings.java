package dev.datamigration.api.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Says whether tables are compared again and again while changes are synchronised, and at what pace. */
public record ContinuousVerificationSettings(
        @Default("false")
        @JsonPropertyDescription(
                "true goes round all tables for as long as the task runs, once the full verification is"
                        + " complete. It rests during a switchover. Needs Incremental and FullVerification in"
                        + " spec.migrationTypes.")
        Boolean enabled,

        @Default("20000")
        @Min(1)
        @Max(100000000)
        @JsonPropertyDescription(
                "Most rows that are compared per second, over time. A table without a usable key is read"
                        + " at once and the time is made up for afterwards.")
        Integer rowsPerSecond,

        @Default("3600")
        @Min(1)
        @Max(2592000)
        @JsonPropertyDescription("Least seconds from the beginning of one round to the beginning of the next.")
        Integer intervalSeconds,

        @Default("10")
        @Min(1)
        @Max(86400)
        @JsonPropertyDescription("It pauses while the latency of the synchronisation is above so many seconds.")
        Integer maxLatencySeconds) {

    public static final ContinuousVerificationSettings DEFAULT =
            new ContinuousVerificationSettings(null, null, null, null);

    public ContinuousVerificationSettings {
        enabled = enabled != null && enabled;
        rowsPerSecond = rowsPerSecond == null ? 20_000 : rowsPerSecond;
        intervalSeconds = intervalSeconds == null ? 3_600 : intervalSeconds;
        maxLatencySeconds = maxLatencySeconds == null ? 10 : maxLatencySeconds;
    }
}
