package dev.datamigration.task.observation;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import java.util.List;
import java.util.Optional;

/** Writes what is to be found for longer than events are kept. */
@FunctionalInterface
public interface ReportStore {
    /** Writes the report of a switchover. Returns the name under which it is found; empty if it could not be written. */
    Optional<String> write(MigrationTask task, MigrationTaskStatus status);

    /** Writes what a deleted task leaves on its databases. */
    default void leftBehind(MigrationTask task, List<String> left) {}
}
