package dev.datamigration.batch.rule;

import dev.datamigration.api.batch.BatchTaskGroup;
import dev.datamigration.api.batch.BatchTaskResult;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.failure.Cut;
import java.time.Instant;
import java.util.Map;

/**
 * Holds what a batch operation knows of one task.
 *
 * @param uid the first characters of the task's UID when it was selected; null where there was none of that name
 * @param wave when its turn comes, from 0
 * @param message null where the reason says it all
 * @param latest the task's latest timestamp, or null
 * @param since when it was first acted on, to the second; null before
 */
public record BatchEntry(
        String name,
        String uid,
        int wave,
        EntryProgress progress,
        ResultReason reason,
        String message,
        String latest,
        Instant since) {

    /** Of a longer message, so much is kept that a thousand of them fit in an object. */
    private static final int LONGEST_MESSAGE = 250;

    /** Tells a task from another one that takes its name; a whole UID of ten thousand tasks would take too much room. */
    private static final int UID_CHARACTERS = 8;

    public BatchEntry {
        message = Cut.to(LONGEST_MESSAGE, message);
    }

    public static BatchEntry of(MigrationTask task, EntryProgress progress, ResultReason reason) {
        var meta = task.getMetadata();
        var uid = meta.getUid()
                .substring(0, Math.min(UID_CHARACTERS, meta.getUid().length()));
        return new BatchEntry(meta.getName(), uid, 0, progress, reason, null, BatchContext.latest(task), null);
    }

    public static BatchEntry of(BatchTaskResult known) {
        return new BatchEntry(
                known.name(),
                known.uid(),
                known.wave() == null ? 0 : known.wave(),
                EntryProgress.valueOf(known.result()),
                ResultReason.valueOf(known.reason()),
                known.message(),
                known.latestTimestamp(),
                known.startedAt() == null ? null : Instant.parse(known.startedAt()));
    }

    public static BatchEntry of(BatchTaskGroup group, Map.Entry<String, String> task) {
        var uid = task.getValue().isEmpty() ? null : task.getValue();
        return of(new BatchTaskResult(
                task.getKey(), uid, group.wave(), group.startedAt(), group.result(), group.reason(), null, null));
    }

    BatchTaskResult result() {
        return new BatchTaskResult(
                name,
                uid,
                wave == 0 ? null : wave,
                since == null ? null : since.toString(),
                progress.name(),
                reason.name(),
                message,
                latest);
    }

    /** Returns what it shares with others, without their names. */
    BatchTaskGroup group() {
        return new BatchTaskGroup(
                progress.name(),
                reason.name(),
                wave == 0 || !progress.open() ? null : wave,
                progress == EntryProgress.InProgress ? since.toString() : null,
                null);
    }

    /** Returns whether it was this task that was selected. */
    public boolean means(MigrationTask task) {
        return uid != null && task.getMetadata().getUid().startsWith(uid);
    }

    public BatchEntry to(EntryProgress next, ResultReason why, String text) {
        return new BatchEntry(name, uid, wave, next, why, text, latest, since);
    }

    BatchEntry begun(Instant now) {
        var begun = Instant.ofEpochSecond(now.getEpochSecond());
        return new BatchEntry(name, uid, wave, EntryProgress.InProgress, ResultReason.Requested, null, latest, begun);
    }

    public BatchEntry at(String timestamp) {
        return new BatchEntry(name, uid, wave, progress, reason, message, timestamp, since);
    }

    BatchEntry inWave(int number) {
        return new BatchEntry(name, uid, number, progress, reason, message, latest, since);
    }
}
