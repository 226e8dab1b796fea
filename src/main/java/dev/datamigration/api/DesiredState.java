package dev.datamigration.api;

/** Says what a person wants of a task. The reconciler brings the task there. */
public enum DesiredState {
    NotStarted,
    Running,
    Stopped,
    /** Final: everything the task holds on both databases is released, the data stays. */
    Ended
}
