package dev.datamigration.transfer.verify;

import dev.datamigration.transfer.help.Helper;

/** A part of the work that one worker does with its connections. */
@FunctionalInterface
interface Piece {
    void compare(Servers servers);

    /** Has a helper do what it can of it. */
    default void compareBy(Helper helper, String engagement, Servers servers) {
        compare(servers);
    }
}
