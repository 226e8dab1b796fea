package dev.datamigration.transfer.verify.compare;

import dev.datamigration.transfer.verify.result.Servers;

/** A part of the work that one worker does with its connections. */
@FunctionalInterface
public interface Piece {
    void compare(Servers servers);
}
