package dev.datamigration.transfer.incremental;

import dev.datamigration.database.Position;
import dev.datamigration.database.checkpoint.ChangeCounts;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.incremental.apply.LateWriteRecorder;
import dev.datamigration.transfer.incremental.apply.StructureChanges;
import dev.datamigration.transfer.incremental.apply.TargetWriter;
import dev.datamigration.transfer.incremental.change.ChangeBatch;
import dev.datamigration.transfer.incremental.change.ChangeReader;
import dev.datamigration.transfer.incremental.change.RelationTracker;
import dev.datamigration.transfer.incremental.change.SourceTransaction;
import dev.datamigration.transfer.incremental.stream.ReceivedMessage;
import dev.datamigration.transfer.incremental.stream.ReceivedQueue;
import dev.datamigration.transfer.incremental.stream.SyncMeter;
import dev.datamigration.transfer.run.Run;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes what is received, gathers complete source transactions into a group, and writes the group when it is large
 * enough or nothing more is to be waited for ({@link Gathering}). A transaction that is large by itself is written in parts within one transaction
 * of the target, after everything before it has been committed.
 */
final class Applier {
    private static final long WAIT_MILLIS = 200;

    private final Run run;
    private final ReceivedQueue queue;
    private final RelationTracker relations;
    private final ChangeReader changes;
    private final TargetWriter writer;
    private final AppliedProgress progress;
    private final SyncMeter meter;
    private final LateWriteRecorder late;
    private final StructureChanges structure;
    private final Queue<ReceivedMessage> inbox = new ArrayDeque<>();
    private final Gathering gathering = new Gathering();

    /** Fair, so that who wants to come between two messages does. */
    private final ReentrantLock turns = new ReentrantLock(true);

    private volatile boolean finishing;

    private ChangeBatch group = new ChangeBatch();
    private LogMessage.Commit last;
    private SourceTransaction current;
    private Position reached;

    Applier(
            Run run,
            ReceivedQueue queue,
            RelationTracker relations,
            TargetWriter writer,
            AppliedProgress progress,
            SyncMeter meter,
            LateWriteRecorder late,
            StructureChanges structure) {
        this.run = run;
        this.queue = queue;
        this.relations = relations;
        this.changes = new ChangeReader(run, relations);
        this.writer = writer;
        this.progress = progress;
        this.meter = meter;
        this.late = late;
        this.structure = structure;
        this.reached = progress.applied();
    }

    /** Returns once it was asked to finish; ends also by a failure or by the end of the run. */
    void run() {
        try {
            while (!finishing) {
                run.scope().throwIfCancelled();
                receive();
                for (var item = inbox.poll(); item != null && !finishing; item = inbox.poll()) {
                    var next = item;
                    inTurn(() -> handle(next));
                }
            }
            inTurn(this::conclude);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the apply was interrupted");
        }
    }

    /** Does something between two messages, on the caller's thread; nothing is applied meanwhile. */
    void inTurn(Runnable work) {
        turns.lock();
        try {
            work.run();
        } finally {
            turns.unlock();
        }
    }

    /** As {@link #inTurn}, unless a source transaction is half written; says whether it was done. */
    boolean standStill(Runnable work) {
        turns.lock();
        try {
            if (current != null && current.isPartlyWritten()) {
                return false;
            }
            work.run();
            return true;
        } finally {
            turns.unlock();
        }
    }

    /** Asks for the end: what is complete is written, and the rest comes again to whoever reads on. */
    void finish() {
        finishing = true;
        queue.wake();
    }

    private void receive() throws InterruptedException {
        if (queue.drainTo(inbox, gatheringMillis())) {
            return;
        }
        inTurn(this::writeGroup);
        queue.drainTo(inbox, WAIT_MILLIS);
        inTurn(() -> {
            if (current == null && progress.isSaveDue()) {
                savePosition();
            }
        });
    }

    private long gatheringMillis() {
        return group.isEmpty() ? 0 : gathering.millis(meter.age(last.commitTime()), System.nanoTime());
    }

    private void conclude() {
        if (current != null && current.isPartlyWritten()) {
            return; // everything before it is committed, and of it nothing
        }
        current = null;
        writeGroup();
        if (progress.isUnsaved()) {
            savePosition();
        }
    }

    private void handle(ReceivedMessage item) {
        if (item instanceof ReceivedMessage.UpTo upTo) {
            if (!reached.covers(upTo.position())) { // else it is of the commit before
                reached = upTo.position();
                gathering.all();
            }
        } else if (item instanceof ReceivedMessage.Message received) {
            gathering.message();
            handle(received.message());
        }
    }

    private void handle(LogMessage message) {
        if (message instanceof LogMessage.Begin begin) {
            current = new SourceTransaction(begin);
            late.begin(begin);
            meter.received(begin.commitTime());
        } else if (message instanceof LogMessage.Commit commit) {
            complete(commit);
        } else if (message instanceof LogMessage.Relation relation) {
            relations.describe(relation);
        } else if (message instanceof LogMessage.StructureChange change) {
            alter(change);
        } else {
            gather(message);
        }
    }

    private void gather(LogMessage message) {
        try {
            changes.read(message, current.id()).ifPresent(current::add);
        } catch (FailureException e) {
            // What comes before must be in the target: after the remedy it may not fit any more.
            if (!current.isPartlyWritten()) {
                writeGroup();
            }
            throw e;
        }
        late.add(message);
        if (current.exceeds(groupRows(), groupBytes() - late.bytes())) {
            writeGroup();
            writePart();
        }
    }

    /** What comes before it must be there: afterwards it may not fit any more. */
    private void alter(LogMessage.StructureChange change) {
        writeGroup();
        writePart();
        if (structure.isLeftOut(change)) {
            structure.leaveOut(writer, change, current.begin());
            return;
        }
        var transaction = current.id();
        var steps = writer.steps(change, table -> relations.passed(table, transaction));
        if (!steps.isEmpty()) {
            structure.check(change, steps);
            structure.alter(writer, change, current.begin(), steps);
            relations.forgetBound();
        }
    }

    private void complete(LogMessage.Commit commit) {
        var transaction = current;
        current = null;
        if (transaction.isPartlyWritten()) {
            writer.write(transaction.takePart());
            late.writePart(writer);
            reached = reached.later(commit.end());
            last = commit;
            commit(transaction.written());
            return;
        }
        group.addAll(transaction.pending());
        late.complete();
        reached = reached.later(commit.end());
        last = commit;
        if (group.counts().rows() >= groupRows() || group.bytes() >= groupBytes()) {
            writeGroup();
        }
    }

    private void writePart() {
        writer.write(current.takePart());
        late.writePart(writer);
    }

    /** Everything complete is in the target after this. */
    private void writeGroup() {
        if (group.isEmpty() && late.isEmpty()) {
            moveWithoutRows();
            return;
        }
        writer.write(group);
        late.write(writer);
        var counts = group.counts();
        group = new ChangeBatch();
        gathering.written();
        commit(counts);
    }

    private void moveWithoutRows() {
        if (current == null) {
            progress.moveWithoutRows(reached);
            meter.nothingPending();
        }
    }

    private void savePosition() {
        var skipped = changes.takeSkipped();
        writer.commit(reached, last, ChangeCounts.NONE.withSkipped(skipped));
        progress.committed(reached);
        meter.skipped(skipped);
    }

    private void commit(ChangeCounts written) {
        var counts = written.withSkipped(changes.takeSkipped());
        var conflicts = writer.commit(reached, last, counts);
        progress.committed(reached);
        meter.altered(structure.latest());
        meter.committed(
                counts.withConflicts(conflicts),
                last == null ? null : last.commitTime(),
                current == null ? null : current.begin().commitTime());
    }

    /** A rate limit makes groups smaller, so that rows trickle and do not come in a gush after a long pause. */
    private long groupRows() {
        var limit = run.plan().limits().rowsPerSecond();
        var rows = run.plan().incrementalSync().groupRows();
        return limit > 0 ? Math.min(rows, limit) : rows;
    }

    private long groupBytes() {
        return run.plan().incrementalSync().groupBytes();
    }
}
