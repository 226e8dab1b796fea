package dev.datamigration.database.compare;

import dev.datamigration.database.RunScope;

/** Opens connections that compare rows, and that repair them. */
public interface ComparisonSessions {
    /**
     * A connection that ends with the scope.
     *
     * @param purpose what for, in a word or two; seen in the server's list of its sessions
     * @throws dev.datamigration.failure.FailureException if it cannot be had
     */
    ComparisonSession open(RunScope scope, String purpose);

    /**
     * A connection that ends with the scope, where the database is written to.
     *
     * @throws dev.datamigration.failure.FailureException if it cannot be had
     */
    RepairSession openRepair(RunScope scope, RepairSession.Beginning beginning);
}
