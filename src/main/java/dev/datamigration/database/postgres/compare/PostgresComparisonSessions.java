package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.Server;
import dev.datamigration.database.compare.ComparisonSession;
import dev.datamigration.database.compare.ComparisonSessions;
import dev.datamigration.database.compare.RepairSession;

/** Opens sessions of one server. */
public record PostgresComparisonSessions(Server server) implements ComparisonSessions {
    @Override
    public ComparisonSession open(RunScope scope, String purpose) {
        return PostgresComparisonSession.open(server, scope, purpose);
    }

    @Override
    public RepairSession openRepair(RunScope scope, RepairSession.Beginning beginning) {
        return PostgresRepairSession.open(server, scope, beginning);
    }
}
