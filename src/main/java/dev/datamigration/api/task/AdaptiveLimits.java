package dev.datamigration.api.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Says when load and verification give way to the users of the database that is read, and how far. The apply never does. */
public record AdaptiveLimits(
        @Default("true")
        @JsonPropertyDescription("false lets load and verification run at full speed, whatever the source says.")
        Boolean enabled,

        @Default("10")
        @Min(1)
        @Max(100)
        @JsonPropertyDescription(
                "Percent of their full speed that load and verification keep, however busy the source is. Only"
                        + " a verification goes below, and pauses, while retained log nears its bound.")
        Integer minimumPercent,

        @Default("100")
        @Min(0)
        @Max(3600000)
        @JsonPropertyDescription(
                "Milliseconds that a commit on the source may take. Measured by a message in its log, once a"
                        + " second, in tasks with Incremental; in others by a query. 0 watches nothing.")
        Integer maxCommitLatencyMillis,

        @Default("10000")
        @Min(0)
        @Max(86400000)
        @JsonPropertyDescription(
                "Milliseconds that a physical standby of the source may be behind. Seen only with the role"
                        + " pg_read_all_stats; one that was further behind before counts once it has been within. 0"
                        + " watches nothing.")
        Integer maxStandbyLagMillis,

        @Default("0")
        @Min(0)
        @Max(100000)
        @JsonPropertyDescription("Sessions of others that may be active on the source at once. Seen only with the role"
                + " pg_read_all_stats. 0 stands for twice as many as before the work began, and 16 more.")
        Integer maxActiveSessions,

        @Default("1000")
        @Min(0)
        @Max(86400000)
        @JsonPropertyDescription(
                "Milliseconds of latency of the synchronisation above which a verification gives way to it. 0"
                        + " watches nothing.")
        Integer maxSyncLatencyMillis) {
    public static final AdaptiveLimits DEFAULT = new AdaptiveLimits(null, null, null, null, null, null);

    public AdaptiveLimits {
        enabled = enabled == null || enabled;
        minimumPercent = minimumPercent == null ? 10 : minimumPercent;
        maxCommitLatencyMillis = maxCommitLatencyMillis == null ? 100 : maxCommitLatencyMillis;
        maxStandbyLagMillis = maxStandbyLagMillis == null ? 10_000 : maxStandbyLagMillis;
        maxActiveSessions = maxActiveSessions == null ? 0 : maxActiveSessions;
        maxSyncLatencyMillis = maxSyncLatencyMillis == null ? 1_000 : maxSyncLatencyMillis;
    }
}
