package dev.datamigration.database.checkpoint;

import dev.datamigration.database.Position;
import dev.datamigration.database.TransactionId;
import java.time.Instant;

/**
 * Says what the database written to knows of the changes applied to it.
 *
 * @param position up to where everything that was received is in it
 * @param transaction received last, or null where none was since reading began
 * @param committedAt when that was committed where it was read, or null
 */
public record AppliedRecord(Position position, TransactionId transaction, Instant committedAt, ChangeCounts counts) {

    /** Returns what is known where nothing was received yet. */
    public static AppliedRecord begin(Position position) {
        return new AppliedRecord(position, null, null, ChangeCounts.NONE);
    }
}
