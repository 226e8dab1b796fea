package dev.datamigration.api;

/** What a person can answer to a switchover step. */
public enum StepAction {
    Confirm,
    Retry,
    Skip
}
