package dev.datamigration.task;

import dev.datamigration.api.MigrationTask;
import dev.datamigration.api.MigrationTaskStatus;
import java.util.Optional;

/** Where the report of a switchover is written. */
@FunctionalInterface
interface ReportStore {
    /** Returns the name under which it is found; empty if it could not be written. */
    Optional<String> write(MigrationTask task, MigrationTaskStatus status);
}
