package dev.datamigration.transfer.precheck.replication;

import dev.datamigration.api.Side;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.precheck.check.CheckedDatabase;
import dev.datamigration.transfer.precheck.check.CheckedDatabases;
import dev.datamigration.transfer.precheck.check.Finding;

/**
 * Whether the account may read the log. Tried for real, because services grant it in their own ways (for instance by
 * membership in {@code rds_replication}).
 */
public record ReplicationConnection(Side side) implements NeedsIncremental {
    @Override
    public Finding look(CheckedDatabases databases) {
        var server =
                side == Side.Source ? databases.run().source() : databases.run().target();
        var scope = databases.run().scope();
        try {
            scope.close(server.openReplication(scope, "precheck"));
            return Finding.passed("The account may read the log.");
        } catch (FailureException e) {
            return verdict(e, databases.of(side));
        }
    }

    private static Finding verdict(FailureException e, CheckedDatabase database) {
        if (e.failure().code() == FailureCode.Unreachable) {
            throw e;
        }
        if (e.failure().code() != FailureCode.PrivilegeMissing) {
            return Finding.failed(e.failure().message(), e.failure().remedy());
        }
        var managed =
                database.isTrue("SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = 'rds_replication')");
        return Finding.failed(
                "The account %s may not read the log."
                        .formatted(database.access().user()),
                managed
                        ? "GRANT rds_replication TO %s;".formatted(database.user())
                        : "As a superuser: ALTER ROLE %s REPLICATION;".formatted(database.user()));
    }
}
