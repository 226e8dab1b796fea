package dev.datamigration.batch.rule;

import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationType;

/** Finds which tasks would enter the switchover although nothing says that their databases are equal. */
final class UnverifiedEntries {
    private UnverifiedEntries() {}

    /** Returns what is to be known of a task that qualifies; null where there is nothing to say. */
    static String note(TaskOperation operation, MigrationTask task) {
        if (operation != TaskOperation.EnterForwardSwitchover) {
            return null;
        }
        if (!task.getSpec().migrationTypes().contains(MigrationType.FullVerification)) {
            return "enters without verification: FullVerification is not in spec.migrationTypes";
        }
        var found = Eligibility.status(task).verification();
        if (found == null || Boolean.TRUE.equals(found.skipped())) {
            return "enters without verification: it was skipped";
        }
        return Boolean.FALSE.equals(found.consistent()) ? "enters although the verification found differences" : null;
    }
}
