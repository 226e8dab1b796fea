package dev.datamigration.api.switchover;

/** Says what became of one item of a switchover step. */
public enum SwitchoverItemStatus {
    Passed,
    Failed,
    Done,
    /** Left to a person. */
    Manual
}
