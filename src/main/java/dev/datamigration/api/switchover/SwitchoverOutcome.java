package dev.datamigration.api.switchover;

/** Says where a switchover stands as a whole. */
public enum SwitchoverOutcome {
    InProgress,
    /** Its steps are being undone. */
    Aborting,
    Aborted,
    Completed
}
