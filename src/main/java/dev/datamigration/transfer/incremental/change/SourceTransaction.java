package dev.datamigration.transfer.incremental.change;

import dev.datamigration.database.TransactionId;
import dev.datamigration.database.checkpoint.ChangeCounts;
import dev.datamigration.database.log.LogMessage.Begin;
import java.util.ArrayList;
import java.util.List;

/** A source transaction while it is received. A large one is written in parts before it is complete. */
public final class SourceTransaction {
    private final Begin begin;
    private final TransactionId id;
    private final List<PendingChange> pending = new ArrayList<>();
    private long bytes;
    private ChangeCounts written = ChangeCounts.NONE;
    private boolean partlyWritten;

    public SourceTransaction(Begin begin) {
        this.begin = begin;
        this.id = begin.transaction();
    }

    public Begin begin() {
        return begin;
    }

    public TransactionId id() {
        return id;
    }

    public void add(PendingChange change) {
        pending.add(change);
        bytes += change.memory();
    }

    public boolean exceeds(long rows, long maxBytes) {
        return pending.size() >= rows || bytes >= maxBytes;
    }

    public List<PendingChange> pending() {
        return pending;
    }

    /** The changes received since the last part, of which this then knows no more. */
    public ChangeBatch takePart() {
        var part = new ChangeBatch();
        part.addAll(pending);
        pending.clear();
        bytes = 0;
        partlyWritten = true;
        written = written.plus(part.counts());
        return part;
    }

    public boolean isPartlyWritten() {
        return partlyWritten;
    }

    /** Returns what the parts taken so far hold. */
    public ChangeCounts written() {
        return written;
    }
}
