package dev.datamigration.api;

/** The ten statuses of a task, as in OceanBase's data transmission service. */
public enum TaskState {
    /** Created, but source, target or objects are missing. */
    NotConfigured,
    /** Configured, never started. */
    NotStarted,
    /** Some phase is running. */
    Running,
    /** Migration objects are being added or removed. */
    Modifying,
    /** The sub-task that migrated added objects is being merged into the task. */
    Integrating,
    /** Stopped by hand: nothing of the task runs on either server. A resume goes on from here. */
    Stopped,
    /** An error stands on the task. Otherwise as {@link #Stopped}. */
    Failed,
    /** All data moved in the configured mode. */
    Completed,
    /** What the task holds on both databases is being released. */
    Ending,
    /** Released, irreversible; the record is kept. */
    Ended
}
