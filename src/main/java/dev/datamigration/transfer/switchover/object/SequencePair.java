package dev.datamigration.transfer.switchover.object;

import dev.datamigration.api.Side;
import dev.datamigration.database.sequence.SequenceState;

/**
 * A sequence of the source and the one that does its work on the target.
 *
 * @param target null where there is none
 */
public record SequencePair(SequenceState source, SequenceState target) {
    public SequenceState on(Side side) {
        return side == Side.Source ? source : target;
    }

    public boolean isComplete() {
        return target != null;
    }
}
