package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.database.Position;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.checkpoint.AppliedRecord;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.incremental.LateWriteWatch;
import dev.datamigration.transfer.run.LogContinuity;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;

/**
 * Keeps the changes of the side that a run reads, from a position on that is saved on the other side, so that they can be
 * applied there later. Begun before anybody but the task itself writes on the side that is read.
 */
public final class Capture implements AutoCloseable {
    /** The time for which a capture waits for transactions that are open on the side that is read, if nobody says otherwise. */
    public static final int OPEN_TRANSACTIONS_SECONDS = 60;

    private final Run run;
    private final String taskId;
    private final Connection read;
    private final Connection written;

    private Capture(Run run, Connection read, Connection written) {
        this.run = run;
        this.taskId = run.scope().taskId();
        this.read = read;
        this.written = written;
    }

    private static Capture open(Run run) {
        var read = run.from().server().open(run.scope(), "capture");
        try {
            return new Capture(run, read, run.to().server().open(run.scope(), "capture"));
        } catch (RuntimeException e) {
            run.scope().close(read);
            throw e;
        }
    }

    /**
     * Begins, or finds that it has begun; where a {@link LateWriteWatch} has read the same slot, goes on where that ended,
     * which must have been finished. The opposite direction may be applying meanwhile.
     *
     * @param run in the direction in which the changes will go
     * @return the position from which on changes will be applied
     * @throws FailureException if a table cannot be captured, transactions stay open for a minute, or a server refuses
     */
    public static Position begin(Run run) {
        return begin(run, OPEN_TRANSACTIONS_SECONDS);
    }

    /** As {@link #begin(Run)}, but waits this long for transactions that are open on the side that is read. */
    public static Position begin(Run run, int boundSeconds) {
        try (var capture = open(run)) {
            capture.claim();
            LogContinuity.check(run);
            capture.leaveOutOwnTransactions();
            var watched = capture.afterWatch();
            return watched == null ? capture.fromHere(boundSeconds) : watched;
        }
    }

    /**
     * Ends what the first round began, and leaves nothing of it on either side. In later rounds it does nothing: there the
     * capture was begun by the round before, and its slot is read on by the watch. Idempotent; the direction must not be
     * applying.
     */
    public static void end(Run run, int round) {
        if (round > 1) {
            return;
        }
        try (var capture = open(run)) {
            capture.forget();
        }
    }

    /**
     * Claims the other side. Meanwhile the side where the task has always written is kept from being claimed by a newer
     * worker, which would not see this claim.
     */
    private void claim() {
        onRead("checking who is the current worker", () -> {
            read.setAutoCommit(false);
            run.from().fence().check(read, run.scope());
        });
        try {
            onWritten("preparing the checkpoints", () -> run.to().fence().enter(written, run.scope()));
        } catch (FailureException e) {
            throw e.withRemedyFor(
                    FailureCode.PrivilegeMissing,
                    () -> "Run " + run.to().fence().permission(run.to().server().access()) + " Then try again.");
        }
        onRead("checking who is the current worker", () -> {
            read.commit();
            read.setAutoCommit(true);
        });
    }

    /** What is going to be applied must be known as ours to the opposite direction, which reads that side's log. */
    private void leaveOutOwnTransactions() {
        var opposite = run.directed(run.direction().opposite()).capture();
        onWritten("preparing the publication", () -> opposite.keepMarks(written));
    }

    /** Moves the position to where the watch has come to; null if there was no watch. */
    private Position afterWatch() {
        return SqlWork.call(run.to().server(), run.scope(), "taking over from the watch", () -> {
            var watch = run.watched();
            var watched = watch.read(written);
            if (watched.isEmpty()) {
                return null;
            }
            run.to().fence().transaction(written, run.scope(), () -> {
                run.applied().place(written, watched.get());
                watch.remove(written);
                run.lateWrites().removeMarker(written);
            });
            return watched.get().position();
        });
    }

    private Position fromHere(int boundSeconds) {
        var known = SqlWork.call(
                run.to().server(),
                run.scope(),
                "reading the checkpoints",
                () -> run.applied().read(written));
        if (known.isPresent()) {
            new CaptureEntry(run).find(read);
            return known.get().position();
        }
        return create(boundSeconds);
    }

    private Position create(int boundSeconds) {
        var log = LogContinuity.present(run);
        var position = CapturedSelection.begin(run, read, written, boundSeconds);
        onWritten(
                "saving the position",
                () -> run.to().fence().transaction(written, run.scope(), () -> {
                    run.applied().place(written, AppliedRecord.begin(position));
                    LogContinuity.record(run).place(written, log);
                }));
        return position;
    }

    /** The position goes first: without it nobody reads the slot any more. */
    private void forget() {
        var fence = run.to().fence();
        onWritten("forgetting the position", () -> {
            if (run.checkpoints().isInstalled(written) && fence.knows(written, taskId)) {
                fence.claim(written, run.scope());
                run.applied().remove(written);
            }
        });
        onRead("dropping the capture", () -> run.capture().drop(read));
        var opposite = run.directed(run.direction().opposite()).capture();
        onWritten("dropping the checkpoints", () -> {
            opposite.leaveMarks(written);
            run.checkpoints().drop(written);
        });
    }

    private void onRead(String doing, SqlWork.Action action) {
        SqlWork.run(run.from().server(), run.scope(), doing, action);
    }

    private void onWritten(String doing, SqlWork.Action action) {
        SqlWork.run(run.to().server(), run.scope(), doing, action);
    }

    @Override
    public void close() {
        run.scope().close(read);
        run.scope().close(written);
    }
}
