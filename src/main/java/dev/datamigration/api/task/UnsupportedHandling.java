package dev.datamigration.api.task;

/** Says what becomes of a task whose selected objects cannot all be made on the target. */
public enum UnsupportedHandling {
    /** The precheck fails, before anything is touched. */
    Fail,
    /** The task goes on without them, and lists them. */
    Skip
}
