package dev.datamigration.transfer.incremental;

import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.Position;
import dev.datamigration.database.checkpoint.LateMarker;
import dev.datamigration.database.write.TableBinder;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.WantedChanges;
import dev.datamigration.transfer.AppliedPosition;
import dev.datamigration.transfer.incremental.apply.LateWriteRecorder;
import dev.datamigration.transfer.incremental.apply.StructureChanges;
import dev.datamigration.transfer.incremental.apply.TargetWriter;
import dev.datamigration.transfer.incremental.change.RelationTracker;
import dev.datamigration.transfer.incremental.stream.CaptureEntry;
import dev.datamigration.transfer.incremental.stream.Reanchor;
import dev.datamigration.transfer.incremental.stream.ReceivedQueue;
import dev.datamigration.transfer.incremental.stream.ResumePoint;
import dev.datamigration.transfer.incremental.stream.SourceMonitor;
import dev.datamigration.transfer.incremental.stream.StopMarker;
import dev.datamigration.transfer.incremental.stream.SyncMeter;
import dev.datamigration.transfer.incremental.stream.SyncThreads;
import dev.datamigration.transfer.run.DirectedFilter;
import dev.datamigration.transfer.run.LogContinuity;
import dev.datamigration.transfer.run.Recovery;
import dev.datamigration.transfer.run.Run;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The incremental synchronisation of one run, in the run's direction: reads what is captured for the task and applies its changes to
 * the other side, exactly once each, until it is asked to finish or the run ends.
 */
public final class IncrementalSync implements AppliedPosition {
    private static final long START_POLL_MILLIS = 5;

    private final Run run;
    private final Consumer<IncrementalStatus> listener;
    private final AppliedGauge applied = new AppliedGauge();
    private final AtomicReference<Work> work = new AtomicReference<>();
    private volatile boolean finishing;
    private volatile boolean ended;
    private volatile boolean caughtUp;

    /** @param progress told at most a few times a second, from a thread of the synchronisation; must not block */
    public IncrementalSync(Run run, Consumer<IncrementalStatus> progress) {
        this.run = run;
        this.listener = status -> {
            run.speed().synchronised(run.direction(), status.latencyMillis());
            caughtUp |= Boolean.TRUE.equals(status.caughtUp());
            progress.accept(status);
        };
    }

    @Override
    public Position applied() {
        return applied.get();
    }

    /** Returns whether the other side has had everything since this synchronisation began, whatever was before. */
    public boolean hasCaughtUp() {
        return caughtUp;
    }

    @Override
    public boolean standStill(Runnable work) {
        var working = working();
        return working.applier().standStill(() -> {
            if (ended) {
                throw new CancellationException("the synchronisation has ended");
            }
            work.run();
        });
    }

    /**
     * Waits until everything committed before a position is committed on the other side.
     *
     * @return false if it was not in time
     * @throws CancellationException when the run was cancelled
     */
    public boolean awaitApplied(Position position, Duration bound) {
        return applied.await(run.scope(), position, bound);
    }

    /**
     * Takes note that there should be no more writes on the side that is read: what is committed there from now on is
     * still applied, but counted as late and kept, also when the synchronisation is begun anew. Asked again in the same
     * round, the first time counts. Waits for the synchronisation to be under way.
     *
     * @param round of the switchover
     * @return the end of the log there: everything committed before is applied once this is
     * @throws FailureException if a server refuses
     * @throws CancellationException if the synchronisation has ended
     */
    public Position markStop(int round) {
        try (var marker = new StopMarker(run)) {
            return markStop(round, marker);
        }
    }

    /** As {@link #markStop(int)}, with a marker that stays open. */
    public Position markStop(int round, StopMarker marker) {
        var working = working();
        var position = new AtomicReference<Position>();
        working.applier().inTurn(() -> {
            position.set(marker.position());
            working.late().mark(marker.keepFirst(new LateMarker(round, position.get())));
        });
        marker.moveLog();
        return position.get();
    }

    /** Takes {@link #markStop} back: writes are welcome again. What was counted stays counted. */
    public void unmarkStop() {
        var working = working();
        try (var marker = new StopMarker(run)) {
            working.applier().inTurn(() -> {
                marker.forget();
                working.late().mark(null);
            });
        }
    }

    /**
     * Asks for the end: what is complete is applied and the position saved; {@link #synchronise} then returns. May be
     * called from any thread and at any time.
     */
    public void finish() {
        finishing = true;
        var working = work.get();
        if (working != null) {
            working.applier().finish();
        }
    }

    private Work working() {
        while (work.get() == null) {
            if (ended) {
                throw new CancellationException("the synchronisation has ended");
            }
            run.scope().pause(START_POLL_MILLIS);
        }
        return work.get();
    }

    /**
     * Applies changes; may be called once. Returns only after {@link #finish}.
     *
     * @throws CancellationException when the run was cancelled; nothing of the synchronisation runs any more then
     * @throws FailureException when it cannot go on; everything up to the saved position is in the target
     */
    public void synchronise() {
        try {
            synchroniseOrRecover();
        } finally {
            ended = true;
        }
    }

    /** A loss that a person has accepted is one to go on after. */
    private void synchroniseOrRecover() {
        try {
            synchroniseFrom(new CaptureEntry(run));
        } catch (FailureException e) {
            if (!Recovery.isAccepted(run, e.failure())) {
                throw e;
            }
            Reanchor.after(run, e.failure().code());
            synchroniseFrom(new CaptureEntry(run));
        }
    }

    private void synchroniseFrom(CaptureEntry capture) {
        var log = LogContinuity.check(run);
        var monitor = new SourceMonitor(run, capture);
        try (var binder = binder();
                var writer = new TargetWriter(run, binder)) {
            monitor.measureClock();
            var start = SyncStart.prepare(run, capture, monitor, writer, log);
            applied.set(start.record().position());
            run.known().applied(run.direction(), start.record().position());
            var meter =
                    new SyncMeter(monitor.doubt(), monitor::sourceTime, applied::get, start.record(), monitor.logEnd());
            var relations = new RelationTracker(binder, start.loadedAsOf(), new ApartTables(run));
            var late = new LateWriteRecorder(run, relations::relation, start.late());
            var structure = new StructureChanges(run, start.altered());
            meter.altered(structure.latest());
            stream(start.resume(), structure, monitor, relations, writer, meter, late);
        } finally {
            monitor.close();
        }
    }

    private TableBinder binder() {
        return run.pairing()
                .tableBinder(
                        run.scope(),
                        run.direction(),
                        DirectedFilter.of(run),
                        run.plan().has(MigrationType.Schema),
                        WantedChanges.of(run.plan().incrementalSync()));
    }

    private void stream(
            ResumePoint resume,
            StructureChanges structure,
            SourceMonitor monitor,
            RelationTracker relations,
            TargetWriter writer,
            SyncMeter meter,
            LateWriteRecorder late) {
        var stream = run.capture()
                .open(run.scope(), resume.from(), "stream", run.plan().limits().maxRowBytes());
        var queue = new ReceivedQueue(run.plan().incrementalSync().groupBytes() / 2);
        var progress = new AppliedProgress(applied, position -> {
            run.known().applied(run.direction(), position);
            stream.confirm(position);
        });
        try (var threads = new SyncThreads(run, stream, resume, queue, monitor, meter, listener)) {
            threads.start();
            var applier = new Applier(run, queue, relations, writer, progress, meter, late, structure);
            work.set(new Work(applier, late));
            if (finishing) {
                applier.finish();
            }
            applier.run();
        }
    }

    private record Work(Applier applier, LateWriteRecorder late) {}
}
