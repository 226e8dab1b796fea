package dev.datamigration.database.postgres.precheck.server;

import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.TargetCheck;
import dev.datamigration.database.precheck.Finding;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Checks whether source and target are one database under two names. Told by an advisory lock, which lives in one database: a
 * system identifier would also be that of a copy made from a backup, which is a fine target.
 */
public record SameDatabase() implements TargetCheck {
    @Override
    public Finding look(CheckedDatabases databases) {
        var key = ThreadLocalRandom.current().nextLong();
        databases.source().text("SELECT pg_catalog.pg_advisory_lock(?)", key);
        try {
            var free = databases.target().isTrue("SELECT pg_catalog.pg_try_advisory_lock(?)", key);
            if (!free) {
                return Finding.failed(
                        "Source and target are the same database.", "Correct spec.source or spec.target.");
            }
            databases.target().text("SELECT pg_catalog.pg_advisory_unlock(?)", key);
            return Finding.passed("Source and target are different databases.");
        } finally {
            databases.source().text("SELECT pg_catalog.pg_advisory_unlock(?)", key);
        }
    }
}
