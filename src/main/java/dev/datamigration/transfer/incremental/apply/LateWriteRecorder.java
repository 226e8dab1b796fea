package dev.datamigration.transfer.incremental.apply;

import dev.datamigration.database.checkpoint.LateMarker;
import dev.datamigration.database.checkpoint.LateWriteStore;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.transfer.run.Run;
import java.util.function.IntFunction;

/** Notes, while changes are applied, those that came late; written in the transaction that applies them. */
public final class LateWriteRecorder {
    private final Run run;
    private final IntFunction<Relation> relations;
    private LateMarker marker;
    private LogMessage.Begin current;
    private LateChanges ofCurrent = new LateChanges();
    private LateChanges complete = new LateChanges();

    /** @param marker null while no end of writes was asked for */
    public LateWriteRecorder(Run run, IntFunction<Relation> relations, LateMarker marker) {
        this.run = run;
        this.relations = relations;
        this.marker = marker;
    }

    /** Counts from this marker on; null counts no more. */
    public void mark(LateMarker newer) {
        marker = newer;
    }

    public void begin(LogMessage.Begin begin) {
        var late = marker != null && !marker.position().covers(begin.transaction());
        current = late ? begin : null;
    }

    public void add(LogMessage message) {
        if (current != null) {
            ofCurrent.add(message, relations, current.commitTime());
        }
    }

    /** About how much memory is taken for the transaction under way. */
    public long bytes() {
        return ofCurrent.bytes();
    }

    /** The transaction under way is complete. */
    public void complete() {
        if (current != null) {
            complete.addAll(ofCurrent);
            ofCurrent = new LateChanges();
            current = null;
        }
    }

    public boolean isEmpty() {
        return complete.isEmpty();
    }

    /** Writes what is noted of complete transactions. */
    public void write(TargetWriter writer) {
        write(writer, complete);
        complete = new LateChanges();
    }

    /** Writes what is noted so far of the transaction under way. */
    public void writePart(TargetWriter writer) {
        write(writer, ofCurrent);
        ofCurrent = new LateChanges();
    }

    private void write(TargetWriter writer, LateChanges changes) {
        if (!changes.isEmpty() && marker != null) {
            writer.note(new LateWriteStore.Origin(marker.round(), true), changes);
        }
    }
}
