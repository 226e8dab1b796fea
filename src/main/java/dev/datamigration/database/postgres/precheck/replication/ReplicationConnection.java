package dev.datamigration.database.postgres.precheck.replication;

import dev.datamigration.api.Side;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;

/**
 * Finds out whether the account may read the log. Tried for real, because services grant it in their own ways (for instance by
 * membership in {@code rds_replication}).
 */
public record ReplicationConnection(Side side) implements NeedsIncremental {
    @Override
    public Finding look(CheckedDatabases databases) {
        return of(databases.server(side), databases.context().scope(), databases.of(side));
    }

    /** Of this server, and its database. */
    public static Finding of(PostgresServer server, RunScope scope, CheckedDatabase database) {
        try {
            scope.close(server.openReplication(scope, "precheck"));
            return Finding.passed("The account may read the log.");
        } catch (FailureException e) {
            return verdict(e, database);
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
