package dev.datamigration.transfer.incremental;

import dev.datamigration.database.SqlWork;
import dev.datamigration.database.table.TableName;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.run.Run;
import java.util.function.Predicate;

/** Asks the checkpoints whether a table is being added to the task, or has left it, so that its changes are not applied yet, or any more. */
record ApartTables(Run run) implements Predicate<TableName> {

    @Override
    public boolean test(TableName table) {
        if (run.direction() != Direction.Forward) {
            return false;
        }
        var connection = run.to().server().open(run.scope(), "tables");
        try {
            return SqlWork.call(
                    run.to().server(),
                    run.scope(),
                    "reading the checkpoints",
                    () -> run.checkpoints().objectChanges().apart(connection).contains(table));
        } finally {
            run.scope().close(connection);
        }
    }
}
