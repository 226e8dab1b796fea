package dev.datamigration.task;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.failure.FailureException;

/** Reads the logins to a task's databases. */
@FunctionalInterface
interface LoginSource {
    /** @throws FailureException if the spec or a Secret lacks something */
    Logins read(MigrationTask task);
}
