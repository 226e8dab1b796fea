package dev.datamigration.lifecycle.status;

import dev.datamigration.api.modification.ModificationStatus;
import dev.datamigration.api.status.CheckpointStatus;
import dev.datamigration.api.status.CheckpointsStatus;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.switchover.StrandedStatus;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.modification.ModificationDraft;
import java.util.List;

/** Says how much two statuses of a task differ, and so when the newer one is worth a write. */
public enum StatusChange {
    /** Not at all. */
    None,
    /**
     * Only in what moves while nothing happens: positions and times that heartbeats push on, latency that would read
     * the same. Worth a write once in a long while, lest the time that people read be an old one.
     */
    Trifle,
    /** In how far the work is. Worth a write every few seconds. */
    Progress,
    /** In what somebody waits for. Written at once, because acts follow. */
    Essential;

    public static StatusChange between(MigrationTaskStatus before, MigrationTaskStatus after) {
        if (before.equals(after)) {
            return None;
        }
        if (!withoutProgress(before).equals(withoutProgress(after))) {
            return Essential;
        }
        return withoutTrifles(before).equals(withoutTrifles(after)) ? Trifle : Progress;
    }

    private static MigrationTaskStatus withoutProgress(MigrationTaskStatus status) {
        var draft = new StatusDraft(status);
        draft.progress = null;
        draft.latency = null;
        draft.precheck = null;
        draft.schema = null;
        draft.full = null;
        draft.incremental = null;
        draft.verification = null;
        draft.reverseIncrement = null;
        draft.reverseVerification = null;
        draft.speed = null;
        draft.retainedLog = null;
        draft.checkpoints = withoutPositions(status.checkpoints());
        draft.modifications = withoutProgress(status.modifications());
        draft.forwardSwitchover = withoutCounts(status.forwardSwitchover());
        return draft.status();
    }

    private static List<ModificationStatus> withoutProgress(List<ModificationStatus> records) {
        return records == null
                ? null
                : records.stream().map(StatusChange::withoutProgress).toList();
    }

    private static ModificationStatus withoutProgress(ModificationStatus record) {
        var draft = new ModificationDraft(record);
        draft.progress = null;
        return draft.status();
    }

    /** That a table was written to late is essential, how often is not. */
    private static ForwardSwitchoverStatus withoutCounts(ForwardSwitchoverStatus status) {
        if (status == null || status.lateWrites() == null) {
            return status;
        }
        var draft = new SwitchoverDraft(status);
        draft.stranded = withoutCounts(status.stranded());
        draft.lateWrites = status.lateWrites().stream()
                .map(late -> new LateWrites(late.round(), late.side(), late.table(), null, null, null, null))
                .toList();
        return draft.status();
    }

    /** That something is to be acknowledged is essential, how much is not. */
    private static StrandedStatus withoutCounts(StrandedStatus status) {
        return status == null
                ? null
                : new StrandedStatus(
                        null,
                        status.unacknowledged() == null ? null : Long.valueOf(Math.min(1, status.unacknowledged())),
                        null,
                        status.skippedStep(),
                        status.skippedAt(),
                        status.kept());
    }

    private static MigrationTaskStatus withoutTrifles(MigrationTaskStatus status) {
        var draft = new StatusDraft(status);
        draft.latency = null;
        draft.incremental = withoutTrifles(status.incremental());
        draft.reverseIncrement = withoutTrifles(status.reverseIncrement());
        draft.retainedLog = null;
        draft.checkpoints = withoutPositions(status.checkpoints());
        return draft.status();
    }

    private static IncrementalStatus withoutTrifles(IncrementalStatus found) {
        return found == null
                ? null
                : new IncrementalStatus(
                        null,
                        null,
                        found.latencyMillis() == null ? null : tenths(found.latencyMillis()),
                        found.rowsPerSecond(),
                        found.inserts(),
                        found.updates(),
                        found.deletes(),
                        found.truncates(),
                        found.conflicts(),
                        found.skipped(),
                        null,
                        found.caughtUp(),
                        found.structureChanges());
    }

    private static CheckpointsStatus withoutPositions(CheckpointsStatus known) {
        return known == null
                ? null
                : new CheckpointsStatus(withoutPosition(known.source()), withoutPosition(known.target()));
    }

    /** That anything was applied is essential, how much is not. */
    private static CheckpointStatus withoutPosition(CheckpointStatus known) {
        return known == null
                ? null
                : new CheckpointStatus(
                        known.systemIdentifier(),
                        known.timeline(),
                        known.epoch(),
                        known.tablesLoaded(),
                        known.applied() == null ? null : "",
                        known.unverifiedSince());
    }

    private static long tenths(long millis) {
        return Math.round(millis / 100.0);
    }
}
