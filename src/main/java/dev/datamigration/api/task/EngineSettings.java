package dev.datamigration.api.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Says how the part that moves the data behaves when it cannot. */
public record EngineSettings(
        @Default("10")
        @Min(0)
        @Max(1000)
        @JsonPropertyDescription(
                "The least number of times in a row that a passing fault (a cut connection, a restart of a server) is"
                        + " tried again, with growing pauses of up to 30 s, before the task becomes Failed, even where"
                        + " retryForSeconds is over by then. Progress resets the count. 0: the task fails at once,"
                        + " whatever retryForSeconds says.")
        Integer retries,

        @Default("300")
        @Min(0)
        @Max(86400)
        @JsonPropertyDescription(
                "Seconds that a deleted task goes on trying to release what it holds on a database that does"
                        + " not answer. Then it lets go, and an event names what is left there.")
        Integer releaseTimeoutSeconds,

        @JsonPropertyDescription(
                "Resources of the task's worker pod, instead of those that the operator gives by default. Where the"
                        + " operator moves data in its own process, they mean nothing.")
        WorkerResources resources,

        @Default("1")
        @Min(1)
        @Max(16)
        @JsonPropertyDescription(
                "Worker pods that share the chunks of the full migration and of the verification. The first one leads and"
                        + " does all else; the others are there only while there is something to share. Each uses as many"
                        + " connections as the first. Where the operator moves data in its own process, it means nothing.")
        Integer replicas,

        @Default("21600")
        @Min(0)
        @Max(2592000)
        @JsonPropertyDescription(
                "Seconds for which a passing fault is tried again before the task becomes Failed: long enough for a"
                        + " server's maintenance. The default is 6 hours. Progress resets it. status.retry says since when"
                        + " it is being tried, and when the next time is.")
        Integer retryForSeconds,

        @Default("14400")
        @Min(10)
        @Max(2592000)
        @JsonPropertyDescription(
                "Seconds that the task waits for one transaction or lock of somebody else (a prepared transaction that was"
                        + " forgotten, a session idle in its transaction) before it becomes Failed with BlockedByOthers. The"
                        + " default is 4 hours. status.waiting says meanwhile who it is, and how to end it.")
        Integer maxWaitSeconds) {
    public static final EngineSettings DEFAULT = new EngineSettings(null, null, null, null);

    /** With the default times for passing faults and for others. */
    public EngineSettings(Integer retries, Integer releaseTimeoutSeconds, WorkerResources resources, Integer replicas) {
        this(retries, releaseTimeoutSeconds, resources, replicas, null, null);
    }

    public EngineSettings {
        retries = retries == null ? 10 : retries;
        releaseTimeoutSeconds = releaseTimeoutSeconds == null ? 300 : releaseTimeoutSeconds;
        replicas = replicas == null ? 1 : replicas;
        retryForSeconds = retryForSeconds == null ? 21600 : retryForSeconds;
        maxWaitSeconds = maxWaitSeconds == null ? 14400 : maxWaitSeconds;
    }
}
