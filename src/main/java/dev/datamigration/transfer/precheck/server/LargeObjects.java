package dev.datamigration.transfer.precheck.server;

import dev.datamigration.api.Side;
import dev.datamigration.transfer.precheck.check.CheckedDatabases;
import dev.datamigration.transfer.precheck.check.Finding;
import dev.datamigration.transfer.precheck.check.PrecheckCheck;

/** Large objects are not in any table, and PostgreSQL's log decoding leaves them out. */
public record LargeObjects() implements PrecheckCheck {
    @Override
    public Side side() {
        return Side.Source;
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        return databases.source().isTrue("SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_largeobject_metadata)")
                ? Finding.warning(
                        "The source has large objects; they are not carried.",
                        "Move them into bytea columns before, or copy them by other means after the migration.")
                : Finding.passed("The source has no large objects.");
    }
}
