package dev.datamigration.api.switchover;

/** What a person can answer to a switchover step. */
public enum StepAction {
    Confirm,
    Retry,
    Skip
}
