package dev.datamigration.transfer.incremental;

import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.database.Position;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.transfer.incremental.apply.LateChanges;
import dev.datamigration.transfer.incremental.stream.ReceivedMessage;
import dev.datamigration.transfer.incremental.stream.ReceivedQueue;
import dev.datamigration.transfer.incremental.stream.SyncMeter;
import dev.datamigration.transfer.run.Run;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Takes what is received and notes every change. A large transaction is noted in parts within one of ours. */
final class LateRecorder {
    private static final long WAIT_MILLIS = 200;
    private static final long PART_BYTES = 4L << 20;

    private final Run run;
    private final ReceivedQueue queue;
    private final WatchStore ledger;
    private final AppliedProgress progress;
    private final SyncMeter meter;
    private final Consumer<List<LateWrites>> listener;
    private final Queue<ReceivedMessage> inbox = new ArrayDeque<>();
    private final Map<Integer, Relation> relations = new HashMap<>();

    private LogMessage.Begin current;
    private LateChanges changes = new LateChanges();
    private boolean partlyWritten;
    private Position reached;
    private LogMessage.Commit last;
    private volatile boolean finishing;

    LateRecorder(
            Run run,
            ReceivedQueue queue,
            WatchStore ledger,
            AppliedProgress progress,
            SyncMeter meter,
            Consumer<List<LateWrites>> listener) {
        this.run = run;
        this.queue = queue;
        this.ledger = ledger;
        this.progress = progress;
        this.meter = meter;
        this.listener = listener;
        this.reached = progress.applied();
    }

    /** Returns once it was asked to finish; ends also by a failure or by the end of the run. */
    void run() {
        try {
            while (!finishing) {
                run.scope().throwIfCancelled();
                queue.drainTo(inbox, WAIT_MILLIS);
                for (var item = inbox.poll(); item != null && !finishing; item = inbox.poll()) {
                    handle(item);
                }
                move();
            }
            conclude();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the watch was interrupted");
        }
    }

    void finish() {
        finishing = true;
        queue.wake();
    }

    private void handle(ReceivedMessage item) {
        if (item instanceof ReceivedMessage.UpTo upTo) {
            reach(upTo.position());
        } else if (item instanceof ReceivedMessage.Message received) {
            handle(received.message());
        }
    }

    private void handle(LogMessage message) {
        if (message instanceof LogMessage.Begin begin) {
            current = begin;
            meter.received(begin.commitTime());
        } else if (message instanceof Relation relation) {
            relations.put(relation.id(), relation);
        } else if (message instanceof LogMessage.Commit commit) {
            complete(commit);
        } else {
            changes.add(message, relations::get, current.commitTime());
            if (changes.bytes() > PART_BYTES) {
                writePart();
            }
        }
    }

    private void complete(LogMessage.Commit commit) {
        current = null;
        last = commit;
        reach(commit.end());
        if (partlyWritten || !changes.isEmpty()) {
            writePart();
            save();
            listener.accept(ledger.lateWrites());
        }
    }

    private void writePart() {
        ledger.add(changes);
        changes = new LateChanges();
        partlyWritten = true;
    }

    private void move() {
        if (current == null) {
            progress.moveWithoutRows(reached);
            meter.nothingPending();
            if (progress.isSaveDue()) {
                save();
            }
        }
    }

    /** What is not complete comes again. */
    private void conclude() {
        if (!partlyWritten) {
            progress.moveWithoutRows(reached);
            if (progress.isUnsaved()) {
                save();
            }
        }
    }

    private void save() {
        ledger.commit(reached, last);
        partlyWritten = false;
        progress.committed(reached);
    }

    private void reach(Position position) {
        reached = reached.later(position);
    }
}
