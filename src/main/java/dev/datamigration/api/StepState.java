package dev.datamigration.api;

/** Where a switchover step stands. */
public enum StepState {
    Pending,
    WaitingForConfirmation,
    Running,
    Failed,
    Skipped,
    Done
}
