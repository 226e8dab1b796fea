package dev.datamigration.transfer.full;

import dev.datamigration.database.load.LoadTable;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.run.Run;
import org.jboss.logging.Logger;

/** Removes what was copied of tables whose blocks say no more which rows that was, so that they are planned and copied anew. */
final class BeginningAnew {
    private static final Logger LOG = Logger.getLogger(BeginningAnew.class);

    private final Run run;
    private final TargetSession target;

    BeginningAnew(Run run, TargetSession target) {
        this.run = run;
        this.target = target;
    }

    /**
     * @param table that had no rows of anybody on the target when it was planned
     * @param file that it has now; null to cut it by its key
     * @return the table to plan
     */
    LoadTable of(LoadTable table, Long file) {
        var anew = table.cutBy(file);
        target.change("beginning " + table.name() + " anew", connection -> {
            run.to().loadTarget().lock(connection, table);
            // first, as whoever copies one of its chunks has that chunk's row locked
            run.checkpoints().loadedTables().planAgain(connection, anew);
            run.to().loadTarget().empty(connection, table);
        });
        LOG.infof(
                "Task %s: table %s is copied anew after an interruption",
                run.scope().taskId(), table.name());
        return anew;
    }
}
