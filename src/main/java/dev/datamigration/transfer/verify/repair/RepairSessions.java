package dev.datamigration.transfer.verify.repair;

import dev.datamigration.database.compare.RepairSession;
import dev.datamigration.transfer.incremental.apply.ApplySession;
import dev.datamigration.transfer.run.Run;

/** Opens the connection by which a run repairs rows beside the apply. */
public final class RepairSessions {
    private RepairSessions() {}

    /**
     * Every transaction is fenced.
     *
     * @throws dev.datamigration.failure.FailureException if it cannot be had
     */
    public static RepairSession open(Run run) {
        return run.to().comparisons().openRepair(run.scope(), connection -> ApplySession.begin(run, connection));
    }
}
