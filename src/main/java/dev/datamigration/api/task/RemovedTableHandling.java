package dev.datamigration.api.task;

/** Says what becomes of a table on the target once it is no longer among the objects of a running task. */
public enum RemovedTableHandling {
    /** It stays as it is, and is not kept up to date any more. */
    Leave,
    /** It is dropped. */
    Drop
}
