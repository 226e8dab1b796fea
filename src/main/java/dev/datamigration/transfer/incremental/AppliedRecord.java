package dev.datamigration.transfer.incremental;

import dev.datamigration.database.postgres.Lsn;
import java.time.Instant;

/**
 * What the database written to knows of the changes applied to it.
 *
 * @param position up to where everything that was received is in it
 * @param commitRecord where the commit record of the last transaction received is, or null where none was since reading began
 * @param committedAt when that was committed where it was read, or null
 */
record AppliedRecord(Lsn position, Lsn commitRecord, Instant committedAt, ChangeCounts counts) {

    /** What is known where nothing was received yet. */
    static AppliedRecord begin(Lsn position) {
        return new AppliedRecord(position, null, null, ChangeCounts.NONE);
    }
}
