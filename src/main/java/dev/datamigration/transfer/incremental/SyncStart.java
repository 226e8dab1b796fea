package dev.datamigration.transfer.incremental;

import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.database.Position;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.checkpoint.AppliedRecord;
import dev.datamigration.database.checkpoint.LateMarker;
import dev.datamigration.database.log.LogState;
import dev.datamigration.database.replay.StructureRecord;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.incremental.apply.TargetWriter;
import dev.datamigration.transfer.incremental.stream.Capture;
import dev.datamigration.transfer.incremental.stream.CaptureEntry;
import dev.datamigration.transfer.incremental.stream.ResumePoint;
import dev.datamigration.transfer.incremental.stream.SourceMonitor;
import dev.datamigration.transfer.incremental.stream.StructureTelling;
import dev.datamigration.transfer.run.LoadWitness;
import dev.datamigration.transfer.run.LogContinuity;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.run.UnverifiedDirection;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Says where to begin.
 *
 * @param record what the target has
 * @param resume where the log is read on
 * @param loadedAsOf of each table loaded, the position whose earlier transactions it contains
 * @param late from where on changes came late, or null
 * @param altered what became of the latest changes of the structure, newest first
 */
record SyncStart(
        AppliedRecord record,
        ResumePoint resume,
        Map<TableName, Position> loadedAsOf,
        LateMarker late,
        List<StructureRecord> altered) {
    private static final int MOST_ALTERED = IncrementalStatus.MOST_STRUCTURE_CHANGES;

    /**
     * Reads the checkpoints and takes the capture; the first time, makes the capture's position the task's.
     *
     * @param log that the capture reads
     */
    static SyncStart prepare(Run run, CaptureEntry capture, SourceMonitor monitor, TargetWriter writer, LogState log) {
        var checkpoints = run.target().open(run.scope(), "checkpoints");
        try {
            checkCaptured(run, checkpoints);
            checkNotWatched(run, checkpoints);
            SqlWork.run(
                    run.target(),
                    run.scope(),
                    "reading the checkpoints",
                    () -> UnverifiedDirection.note(run, checkpoints));
            var known = read(run, () -> run.applied().read(checkpoints));
            var loadedAsOf = read(run, () -> run.checkpoints().loadedTables().positions(checkpoints));
            var load = run.direction() == Direction.Forward
                    ? read(run, () -> LoadWitness.read(checkpoints, run)).orElse(null)
                    : null;
            var state = capture.take(
                    monitor.connection(),
                    known.map(AppliedRecord::position).orElseGet(() -> earliest(loadedAsOf.values())));
            StructureTelling.prepare(run, monitor.connection());
            var record = known.orElseGet(() -> AppliedRecord.begin(state.confirmed()));
            if (known.isEmpty()) {
                writer.begin(record.position(), LogContinuity.record(run), log.identity());
            }
            return new SyncStart(
                    record,
                    ResumePoint.of(run, record, state, log, load),
                    loadedAsOf,
                    read(run, () -> run.lateWrites().marker(checkpoints)).orElse(null),
                    read(run, () -> run.checkpoints().structureRecords().latest(checkpoints, MOST_ALTERED)));
        } finally {
            run.scope().close(checkpoints);
        }
    }

    /** The forward direction begins with the load, the reverse one with {@link Capture}. */
    private static void checkCaptured(Run run, Connection checkpoints) {
        var captured = run.direction() == Direction.Forward
                || read(run, () -> run.applied().isKnown(checkpoints));
        if (!captured) {
            throw new FailureException(
                    new Failure(
                            FailureCode.SlotLost,
                            run.source().side(),
                            "Changes of the target were not captured when the application moved there, so there is nothing to bring back.",
                            "Do not skip StartTargetStore in a switchover. What was written on the target since must be brought to the source by hand, or by another task."));
        }
    }

    /** What a watch has read must not be applied: it was written on the side that was to be written to no more. */
    private static void checkNotWatched(Run run, Connection checkpoints) {
        if (read(run, () -> run.watched().read(checkpoints)).isPresent()) {
            throw new FailureException(new Failure(
                    FailureCode.Unexpected,
                    run.source().side(),
                    "Changes of the %s are watched for late writes and cannot be applied before a switchover captures them."
                            .formatted(run.source().side().word()),
                    "Do not skip StartTargetStore in the switchover: retry it."));
        }
    }

    /** Before anything was applied, the target has what was committed before its tables were loaded. */
    private static Position earliest(Collection<Position> positions) {
        return positions.stream().reduce(Position::common).orElse(null);
    }

    private static <T> T read(Run run, SqlWork.Call<T> work) {
        return SqlWork.call(run.target(), run.scope(), "reading the checkpoints", work);
    }
}
