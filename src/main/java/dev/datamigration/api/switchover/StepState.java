package dev.datamigration.api.switchover;

/** Where a switchover step stands. */
public enum StepState {
    Pending,
    WaitingForConfirmation,
    Running,
    Failed,
    Skipped,
    Done
}
