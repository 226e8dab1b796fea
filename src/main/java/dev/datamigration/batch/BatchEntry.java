package dev.datamigration.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.datamigration.failure.Cut;
import java.time.Instant;

/**
 * What a batch operation knows of one task.
 *
 * @param uid of the task when it was selected; null where there was none of that name
 * @param wave when its turn comes, from 0
 * @param message null where the reason says it all
 * @param latest the task's latest timestamp, or null
 * @param since epoch second at which it was first acted on; 0 before
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record BatchEntry(
        String name,
        String uid,
        int wave,
        EntryProgress progress,
        ResultReason reason,
        String message,
        String latest,
        long since) {

    /** Of a longer message, so much is kept that ten thousand of them fit in an object. */
    private static final int LONGEST_MESSAGE = 250;

    BatchEntry {
        message = Cut.to(LONGEST_MESSAGE, message);
    }

    BatchEntry to(EntryProgress next, ResultReason why, String text) {
        return new BatchEntry(name, uid, wave, next, why, text, latest, since);
    }

    BatchEntry begun(Instant now) {
        return new BatchEntry(
                name, uid, wave, EntryProgress.InProgress, ResultReason.Requested, null, latest, now.getEpochSecond());
    }

    BatchEntry at(String timestamp) {
        return new BatchEntry(name, uid, wave, progress, reason, message, timestamp, since);
    }

    BatchEntry inWave(int number) {
        return new BatchEntry(name, uid, number, progress, reason, message, latest, since);
    }
}
