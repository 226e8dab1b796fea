package dev.datamigration.transfer.full.remainder;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.Position;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.plan.WantedChanges;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.run.Run;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Takes tables that were truncated on the source out of the load: what was in them before does not matter, and all that
 * came after is in the log. They count as loaded, empty, as of the transaction that truncated them, so that the
 * synchronisation begins with it; and no later truncation can disturb the load any more.
 */
final class LeftToLog {
    private static final Logger LOG = Logger.getLogger(LeftToLog.class);

    private final Run run;
    private final TargetSession target;

    LeftToLog(Run run, TargetSession target) {
        this.run = run;
        this.target = target;
    }

    /** Returns whether all changes of the log are applied, truncations among them. */
    static boolean isPossible(MigrationPlan plan) {
        return plan.has(MigrationType.Incremental)
                && WantedChanges.of(plan.incrementalSync()).areAll();
    }

    /** @param truncated by table, what was committed before the transaction that truncated it */
    void leave(Map<LoadTable, Position> truncated) {
        truncated.forEach((table, position) -> {
            target.change("leaving " + table.name() + " to the synchronisation", connection -> {
                run.to().loadTarget().lock(connection, table);
                // first, as whoever copies one of its chunks has that chunk's row locked
                run.checkpoints().loadedTables().leaveToLog(connection, table, position);
                run.to().loadTarget().empty(connection, table);
            });
            LOG.infof(
                    "Task %s: table %s was truncated at %s while it was loaded, and is left to the synchronisation",
                    run.scope().taskId(), table.name(), position);
        });
    }
}
