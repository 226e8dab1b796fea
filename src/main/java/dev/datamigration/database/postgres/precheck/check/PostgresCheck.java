package dev.datamigration.database.postgres.precheck.check;

import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.PrecheckCheck;

/** A check of two databases of PostgreSQL. */
public interface PostgresCheck extends PrecheckCheck {

    /** @throws dev.datamigration.failure.FailureException if the database could not answer */
    Finding look(CheckedDatabases databases);
}
