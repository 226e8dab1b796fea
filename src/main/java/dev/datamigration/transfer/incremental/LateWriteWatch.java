package dev.datamigration.transfer.incremental;

import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.database.SqlWork;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.incremental.stream.Capture;
import dev.datamigration.transfer.incremental.stream.CaptureEntry;
import dev.datamigration.transfer.incremental.stream.Reanchor;
import dev.datamigration.transfer.incremental.stream.ReceivedQueue;
import dev.datamigration.transfer.incremental.stream.ResumePoint;
import dev.datamigration.transfer.incremental.stream.SourceMonitor;
import dev.datamigration.transfer.incremental.stream.SyncMeter;
import dev.datamigration.transfer.incremental.stream.SyncThreads;
import dev.datamigration.transfer.run.LogContinuity;
import dev.datamigration.transfer.run.Recovery;
import dev.datamigration.transfer.run.Run;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Reads on where a direction has ended, without applying anything: whatever is still written on the side that the
 * application has left is counted and kept, exactly once, so that it never vanishes. What the opposite direction writes
 * there is left out. {@link Capture#begin} of the same direction takes over from it without a gap.
 */
public final class LateWriteWatch {
    private final Run run;
    private final int round;
    private final Consumer<List<LateWrites>> listener;
    private LateRecorder recorder;
    private boolean finishing;

    /**
     * @param run in the direction that has ended
     * @param round of the switchover that ended it
     * @param listener told all late writes of the task, those of other rounds included, at the start and whenever there
     *     are more
     */
    public LateWriteWatch(Run run, int round, Consumer<List<LateWrites>> listener) {
        this.run = run;
        this.round = round;
        this.listener = listener;
    }

    /**
     * Watches; may be called once. Returns only after {@link #finish}. After a loss that a person has accepted, from the
     * present end of the log: what was written late in what is lost is not known then.
     *
     * @throws CancellationException when the run was cancelled
     * @throws FailureException when it cannot go on
     */
    public void watch() {
        try {
            watchOn();
        } catch (FailureException e) {
            if (!Recovery.isAccepted(run, e.failure())) {
                throw e;
            }
            Reanchor.watchAfter(run, e.failure().code());
            watchOn();
        }
    }

    private void watchOn() {
        var log = LogContinuity.check(run);
        var capture = new CaptureEntry(run);
        var monitor = new SourceMonitor(run, capture);
        try (var ledger = new WatchStore(run, round)) {
            monitor.measureClock();
            var start = ledger.begin();
            var state = capture.take(monitor.connection(), start.position());
            var applied = new AppliedGauge();
            applied.set(start.position());
            var meter = new SyncMeter(monitor.doubt(), monitor::sourceTime, applied::get, start, monitor.logEnd());
            // nothing is added there while the application is on this side
            ledger.alsoTell(counted(run.directed(run.direction().opposite())));
            listener.accept(ledger.lateWrites());
            record(ResumePoint.of(run, start, state, log, null), ledger, monitor, applied, meter);
        } finally {
            monitor.close();
        }
    }

    private void record(
            ResumePoint resume, WatchStore ledger, SourceMonitor monitor, AppliedGauge applied, SyncMeter meter) {
        var stream = run.capture()
                .open(
                        run.scope(),
                        resume.from(),
                        "late-writes",
                        run.plan().limits().maxRowBytes());
        var queue = new ReceivedQueue(run.plan().incrementalSync().groupBytes() / 2);
        var progress = new AppliedProgress(applied, stream::confirm);
        Consumer<IncrementalStatus> unheard = status -> {};
        try (var threads = new SyncThreads(run, stream, resume, queue, monitor, meter, unheard)) {
            threads.start();
            recording(new LateRecorder(run, queue, ledger, progress, meter, listener))
                    .run();
        }
    }

    private synchronized LateRecorder recording(LateRecorder begun) {
        recorder = begun;
        if (finishing) {
            begun.finish();
        }
        return begun;
    }

    /** Asks for the end: the position is saved, and {@link #watch} returns. May be called from any thread, at any time. */
    public synchronized void finish() {
        finishing = true;
        if (recorder != null) {
            recorder.finish();
        }
    }

    /**
     * The late writes that the database written to by this direction knows of: those of all rounds that end it. A task may
     * have others on the other side.
     */
    public static List<LateWrites> counted(Run run) {
        return SqlWork.connected(
                run.target(), run.scope(), "late-writes", "reading late writes", run.lateWrites()::totals);
    }

    /** Returns whether the side that this direction reads has been left, and is watched since. */
    public static boolean exists(Run run) {
        return SqlWork.connected(
                run.target(), run.scope(), "late-writes", "looking for the watch", run.watched()::isKnown);
    }
}
