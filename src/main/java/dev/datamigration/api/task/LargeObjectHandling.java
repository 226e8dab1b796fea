package dev.datamigration.api.task;

/** Says what becomes of large objects, which are in no table. */
public enum LargeObjectHandling {
    /** They are not copied, and listed. */
    Leave,
    /** They are copied before the load, and again what has changed once the source's writes have stopped. */
    Carry
}
