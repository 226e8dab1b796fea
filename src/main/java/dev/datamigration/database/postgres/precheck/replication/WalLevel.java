package dev.datamigration.database.postgres.precheck.replication;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.precheck.Finding;

/** Finds out whether the server's log says enough to be decoded. */
public record WalLevel(Side side) implements NeedsIncremental {
    @Override
    public Finding look(CheckedDatabases databases) {
        return of(databases.of(side), side);
    }

    /** Of this database, which is on that side. */
    public static Finding of(CheckedDatabase database, Side side) {
        return verdict(database.text("SELECT pg_catalog.current_setting('wal_level')"), side);
    }

    static Finding verdict(String level, Side side) {
        return level.equals("logical")
                ? Finding.passed("wal_level is logical.")
                : Finding.failed(
                        "wal_level is %s; reading changes needs logical.".formatted(level),
                        "Run ALTER SYSTEM SET wal_level = 'logical'; on the %s and restart the server (managed services have a parameter for it, for instance rds.logical_replication = 1)."
                                .formatted(side.word()));
    }
}
