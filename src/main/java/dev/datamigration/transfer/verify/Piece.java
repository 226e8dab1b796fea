package dev.datamigration.transfer.verify;

/** A part of the work that one worker does with its connections. */
@FunctionalInterface
interface Piece {
    void compare(Servers servers);
}
