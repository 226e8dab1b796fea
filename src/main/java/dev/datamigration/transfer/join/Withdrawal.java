package dev.datamigration.transfer.join;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.checkpoint.ObjectChangeStore.AddedTable;
import dev.datamigration.database.checkpoint.ObjectChangeStore.Addition;
import dev.datamigration.database.table.TableName;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/** Takes back tables that were being added: what was made for them, and what is remembered of them. */
final class Withdrawal {
    private static final int LOCK_SECONDS = 30;

    private final Run run;

    Withdrawal(Run run) {
        this.run = run;
    }

    /** The addition must have been claimed. Its capture is dropped by whoever looks for what is left. */
    void of(Addition addition) {
        try (var target = new TargetSession(run, run.scope(), "objects")) {
            target.change("withdrawing the tables that were being added", connection -> {
                run.to().server().limitLocks(connection, LOCK_SECONDS);
                run.to()
                        .fence()
                        .check(
                                connection,
                                new RunScope(addition.subTask(), run.scope().epoch()));
                if (isLoading(connection, addition)) {
                    for (var table : targets(addition, added -> !added.made() && added.holdsRows())) {
                        run.to().loadTarget().empty(connection, table);
                    }
                }
                run.to().tableRemoval().dropWithDependents(connection, targets(addition, AddedTable::made));
                run.checkpoints().objectChanges().withdraw(connection, addition.subTask());
            });
        }
    }

    /** Before that, rows of a table that was there are not ours. */
    private boolean isLoading(Connection connection, Addition addition) throws SQLException {
        return !run.to()
                .checkpoints(addition.subTask(), run.from().server().positions())
                .loadedTables()
                .names(connection)
                .isEmpty();
    }

    private static List<TableName> targets(Addition addition, Predicate<AddedTable> which) {
        return addition.tables().stream().filter(which).map(AddedTable::target).toList();
    }

    /** Drops what sub-tasks hold on both servers that is nobody's any more. */
    void ofLeftovers(TaskTables tables) {
        var subTasks = tables.subTasks().stream()
                .filter(id -> tables.addition()
                        .filter(begun -> begun.subTask().equals(id))
                        .isEmpty())
                .toList();
        SqlWork.connected(run.to().server(), run.scope(), "objects", "forgetting what was added", connection -> {
            for (var id : subTasks) {
                run.to().checkpoints(id, run.from().server().positions()).drop(connection);
            }
            return null;
        });
        if (tables.addition().isEmpty()) {
            SqlWork.connected(
                    run.from().server(),
                    run.scope(),
                    "objects",
                    "dropping what kept the log for added tables",
                    connection -> {
                        run.capture().dropOfSubTasks(connection);
                        return null;
                    });
        }
    }
}
