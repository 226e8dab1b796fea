package dev.datamigration.api.task;

/** Says what becomes of the release of what a task holds where a server cannot be asked. */
public enum ReleaseMode {
    /** It is tried again for as long as it takes. */
    Wait,
    /** After one attempt the task ends, and what is left is named. */
    Abandon
}
