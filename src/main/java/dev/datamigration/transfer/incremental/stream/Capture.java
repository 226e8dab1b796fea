package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.database.Position;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.checkpoint.AppliedRecord;
import dev.datamigration.database.postgres.checkpoint.CheckpointSchema;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.database.postgres.replication.LogicalSlots;
import dev.datamigration.database.postgres.replication.Publications;
import dev.datamigration.database.postgres.replication.SteadySlot;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.incremental.LateWriteWatch;
import dev.datamigration.transfer.run.LogContinuity;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.util.TreeSet;

/**
 * Keeps the changes of the side that a run reads, from a position on that is saved on the other side, so that they can be
 * applied there later. Begun before anybody but the task itself writes on the side that is read.
 */
public final class Capture implements AutoCloseable {
    /** How long a capture waits for transactions that are open on the side that is read, if nobody says otherwise. */
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
        var read = run.source().open(run.scope(), "capture");
        try {
            return new Capture(run, read, run.target().open(run.scope(), "capture"));
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
            Fence.check(read, taskId, run.scope().epoch());
        });
        try {
            onWritten("preparing the checkpoints", () -> {
                Fence.enter(written, taskId, run.scope().epoch());
            });
        } catch (FailureException e) {
            throw lacking(
                    e,
                    "GRANT CREATE ON DATABASE %s TO %s;"
                            .formatted(
                                    Sql.identifier(run.target().access().database()),
                                    Sql.identifier(run.target().access().user())));
        }
        onRead("checking who is the current worker", () -> {
            read.commit();
            read.setAutoCommit(true);
        });
    }

    /** What is going to be applied must be known as ours to the opposite direction, which reads that side's log. */
    private void leaveOutOwnTransactions() {
        var opposite = run.directed(run.direction().opposite()).publicationName();
        onWritten("preparing the publication", () -> Publications.add(written, opposite, CheckpointSchema.APPLIED));
    }

    /** Moves the position to where the watch has come to; null if there was no watch. */
    private Position afterWatch() {
        return SqlWork.call(run.target(), run.scope(), "taking over from the watch", () -> {
            var watch = run.watched();
            var watched = watch.read(written);
            if (watched.isEmpty()) {
                return null;
            }
            Fence.transaction(written, run.scope(), () -> {
                run.applied().place(written, watched.get());
                watch.remove(written);
                run.lateWrites().removeMarker(written);
            });
            return watched.get().position();
        });
    }

    private Position fromHere(int boundSeconds) {
        var known = SqlWork.call(
                run.target(),
                run.scope(),
                "reading the checkpoints",
                () -> run.applied().read(written));
        if (known.isPresent()) {
            new SlotEntry(run).find(read);
            return known.get().position();
        }
        return create(boundSeconds);
    }

    /** The publication must be there before the slot: the server looks it up as of every change that it decodes. */
    private Position create(int boundSeconds) {
        var tables = CapturedTables.read(run, read, written);
        var published = new TreeSet<TableName>(tables.published());
        published.add(CheckpointSchema.APPLIED);
        try {
            onRead("preparing the publication", () -> {
                LogicalSlots.drop(read, run.slotName());
                Publications.ensure(read, run.publicationName(), published);
            });
        } catch (FailureException e) {
            throw lacking(
                    e,
                    "GRANT CREATE ON DATABASE %s TO %s; and make it the owner of the tables: ALTER TABLE … OWNER TO …;"
                            .formatted(
                                    Sql.identifier(run.source().access().database()),
                                    Sql.identifier(run.source().access().user())));
        }
        var log = LogContinuity.present(run);
        var slot = new SteadySlot(run.source(), run.scope(), read, tables.names(), boundSeconds);
        try (var start = slot.create(run.slotName())) {
            onWritten(
                    "saving the position",
                    () -> Fence.transaction(written, run.scope(), () -> {
                        run.applied().place(written, AppliedRecord.begin(start.position()));
                        LogContinuity.record(run).place(written, log);
                    }));
            return start.position();
        }
    }

    /** The position goes first: without it nobody reads the slot any more. */
    private void forget() {
        onWritten("forgetting the position", () -> {
            if (CheckpointSchema.isInstalled(written) && Fence.knows(written, taskId)) {
                Fence.claim(written, taskId, run.scope().epoch());
                run.applied().remove(written);
            }
        });
        onRead("dropping the capture", () -> {
            LogicalSlots.drop(read, run.slotName());
            Publications.drop(read, run.publicationName());
        });
        var opposite = run.directed(run.direction().opposite()).publicationName();
        onWritten("dropping the checkpoints", () -> {
            Publications.remove(written, opposite, CheckpointSchema.APPLIED);
            CheckpointSchema.drop(written, taskId);
        });
    }

    private static FailureException lacking(FailureException failure, String remedy) {
        var known = failure.failure();
        return known.code() == FailureCode.PrivilegeMissing
                ? new FailureException(
                        new Failure(known.code(), known.side(), known.message(), "Run " + remedy + " Then try again."),
                        failure.getCause())
                : failure;
    }

    private void onRead(String doing, SqlWork.Action action) {
        SqlWork.run(run.source(), run.scope(), doing, action);
    }

    private void onWritten(String doing, SqlWork.Action action) {
        SqlWork.run(run.target(), run.scope(), doing, action);
    }

    @Override
    public void close() {
        run.scope().close(read);
        run.scope().close(written);
    }
}
