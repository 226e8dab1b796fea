package dev.datamigration.api.task;

/** Says what becomes of rows that differ. */
public enum RepairMode {
    /** They are counted, and correction SQL is written for a person to run. */
    Report,
    /** They are made on the target what they are on the source. */
    Apply
}
