package dev.datamigration.batch.rule;

import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.failure.Quantity;
import dev.datamigration.lifecycle.rule.Stranded;

/** Says what is to be known of a task that qualifies before the operation is carried out. */
public final class QualifiedNote {
    private QualifiedNote() {}

    /** Null where there is nothing to say. */
    public static String of(TaskOperation operation, MigrationTask task) {
        return operation == TaskOperation.End ? ending(task) : UnverifiedEntries.note(operation, task);
    }

    private static String ending(MigrationTask task) {
        var rows = Stranded.unacknowledgedRows(Eligibility.status(task).forwardSwitchover());
        return rows == 0
                ? null
                : "ends with "
                        + Quantity.of(rows, "1 row", "%,d rows")
                        + " on one side only that nobody has acknowledged: they are kept in a table, which the task names"
                        + " once it is Ended";
    }
}
