package dev.datamigration.transfer.verify.compare;

import dev.datamigration.transfer.verify.result.Servers;
import java.util.Optional;

/** Cuts a table into pieces, one after the other as they are asked for; not for use by two threads at once. */
public interface Pieces {

    /** Returns whether helpers can compare them. */
    default boolean canBeShared() {
        return false;
    }

    /** Empty when all have been handed out. */
    Optional<Piece> next(Servers servers);

    /** As {@link #next}, where helpers can compare them. */
    default Optional<RangePiece> nextRange(Servers servers) {
        throw new IllegalStateException("helpers cannot compare these");
    }
}
