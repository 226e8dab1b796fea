package dev.datamigration.api.switchover;

/** Says where a switchover step stands. */
public enum StepState {
    Pending,
    WaitingForConfirmation,
    Running,
    Failed,
    Skipped,
    Done
}
