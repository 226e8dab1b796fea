package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.log.CaptureState;
import dev.datamigration.database.postgres.position.Lsn;

/**
 * Says what the server says of a replication slot.
 *
 * @param active whether a sender streams from it
 * @param activePid that sender's process, or null
 * @param restartLsn the oldest log it still needs; null once it is lost
 * @param confirmedFlush up to where its reader has confirmed; null while it is being created
 * @param walStatus {@code reserved}, {@code extended}, {@code unreserved} or {@code lost}; null where nothing is known
 * @param retainedBytes of log that the server keeps for it; 0 where nothing is known
 */
public record SlotState(
        boolean active, Integer activePid, Lsn restartLsn, Lsn confirmedFlush, String walStatus, long retainedBytes) {

    CaptureState ofCapture() {
        return new CaptureState(active, confirmedFlush, lost(), retainedBytes);
    }

    /** Returns whether log that it needs was removed, or the server invalidated it for another reason: it cannot be read again. */
    public boolean lost() {
        return "lost".equals(walStatus);
    }
}
