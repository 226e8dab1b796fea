package dev.datamigration.transfer.switchover;

import dev.datamigration.api.Side;

/**
 * A sequence of the source and the one that does its work on the target.
 *
 * @param target null where there is none
 */
record SequencePair(SequenceState source, SequenceState target) {
    SequenceState on(Side side) {
        return side == Side.Source ? source : target;
    }

    boolean isComplete() {
        return target != null;
    }
}
