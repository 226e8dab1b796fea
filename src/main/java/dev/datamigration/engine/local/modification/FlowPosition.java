package dev.datamigration.engine.local.modification;

import dev.datamigration.database.Position;
import dev.datamigration.transfer.AppliedPosition;
import dev.datamigration.transfer.incremental.IncrementalSync;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** The applied position of a synchronisation that may rest for a moment and then begin again where it was. */
public final class FlowPosition implements AppliedPosition {
    private final Supplier<IncrementalSync> flow;
    private Position last = Position.NONE;

    /** @param flow the synchronisation that is under way; null while it rests */
    public FlowPosition(Supplier<IncrementalSync> flow) {
        this.flow = flow;
    }

    @Override
    public synchronized Position applied() {
        var sync = flow.get();
        var known = sync == null ? Position.NONE : sync.applied();
        last = known.equals(Position.NONE) ? last : known;
        return last;
    }

    @Override
    public boolean standStill(Runnable work) {
        var sync = flow.get();
        try {
            return sync != null && sync.standStill(work);
        } catch (CancellationException e) {
            if (sync == flow.get()) {
                throw e;
            }
            return false; // it has begun to rest, and comes again
        }
    }
}
