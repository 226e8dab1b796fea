package dev.datamigration.database.postgres.precheck.server;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.PostgresCheck;
import dev.datamigration.database.precheck.Finding;

/** Checks whether the server is one that this product knows. */
public record ServerVersion(Side side) implements PostgresCheck {
    static final int OLDEST = 13;
    static final int NEWEST = 18;

    @Override
    public Finding look(CheckedDatabases databases) {
        return verdict(databases.of(side).majorVersion());
    }

    static Finding verdict(int version) {
        return version >= OLDEST && version <= NEWEST
                ? Finding.passed("PostgreSQL " + version + ".")
                : Finding.failed(
                        "PostgreSQL %d is not supported.".formatted(version),
                        "Use a server of version %d to %d.".formatted(OLDEST, NEWEST));
    }
}
