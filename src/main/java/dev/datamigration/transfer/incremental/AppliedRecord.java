package dev.datamigration.transfer.incremental;

import dev.datamigration.database.postgres.Lsn;
import java.time.Instant;

/**
 * What the database written to knows of the changes applied to it.
 *
 * @param committedAt when the last transaction applied was committed where it was read, or null
 */
record AppliedRecord(Lsn position, Instant committedAt, ChangeCounts counts) {}
