package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Says what load and verification give way to. */
public enum SlowdownReason {
    @JsonPropertyDescription("Commits on the database that is read take long, or it does not answer.")
    CommitLatency,

    @JsonPropertyDescription("A physical standby of it is behind.")
    StandbyLag,

    @JsonPropertyDescription("It makes checkpoints because of how much is written, and not by time.")
    Checkpoints,

    @JsonPropertyDescription("Many sessions of others are active there.")
    ActiveSessions,

    @JsonPropertyDescription("The synchronisation is behind.")
    SyncLatency,

    @JsonPropertyDescription("The log that is kept for the task nears its bound.")
    RetainedLog
}
