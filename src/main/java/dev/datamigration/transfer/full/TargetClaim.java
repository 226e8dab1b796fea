package dev.datamigration.transfer.full;

import dev.datamigration.database.SqlWork;
import dev.datamigration.database.selection.WantedTables;
import dev.datamigration.transfer.full.copy.TargetSession;
import dev.datamigration.transfer.full.table.LoadTables;
import dev.datamigration.transfer.run.Run;

/** Makes sure, before anything is made on the target, that no other task has one of this task's tables there. */
public final class TargetClaim {
    private final Run run;

    public TargetClaim(Run run) {
        this.run = run;
    }

    /**
     * Claims every table that is going to be loaded; idempotent. The task must be claimed.
     *
     * @throws dev.datamigration.failure.FailureException TargetTableTaken if another task has one of them
     */
    public void take() {
        var tables = wanted();
        try (var target = new TargetSession(run, run.scope(), "claim")) {
            target.change(
                    "claiming the tables",
                    connection -> run.checkpoints().claimedTables().claim(connection, tables));
        }
    }

    private WantedTables wanted() {
        return SqlWork.connected(
                run.from().server(), run.scope(), "claim", "reading the tables", new LoadTables(run)::wanted);
    }
}
