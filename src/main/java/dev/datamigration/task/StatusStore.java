package dev.datamigration.task;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;

/** Writes a task's status. */
@FunctionalInterface
interface StatusStore {
    /** Returns false, and has written nothing, if the task has changed since it was seen. */
    boolean replace(MigrationTask seen, MigrationTaskStatus status);
}
