package dev.datamigration.api.status;

/** The outcome of one precheck item. A warning never holds the task back. */
public enum PrecheckItemStatus {
    Passed,
    Warning,
    Failed,
    Skipped
}
