package dev.datamigration.database.postgres.precheck.server;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.PostgresCheck;
import dev.datamigration.database.precheck.Finding;

/** A standby can neither hold a publication nor be written to. */
public record PrimaryServer(Side side) implements PostgresCheck {
    @Override
    public Finding look(CheckedDatabases databases) {
        var where = side.word();
        return databases.of(side).isTrue("SELECT pg_catalog.pg_is_in_recovery()")
                ? Finding.failed(
                        "The %s server is a standby and read-only.".formatted(where),
                        "Set spec.%s.host to the primary server, or promote this one: SELECT pg_promote();"
                                .formatted(where))
                : Finding.passed("The server is a primary.");
    }
}
