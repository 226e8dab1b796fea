package dev.datamigration.api.switchover;

/** Says what a person can answer to a switchover step. */
public enum StepAction {
    Confirm,
    Retry,
    Skip
}
