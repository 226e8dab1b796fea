package dev.datamigration.transfer.verify.compare;

import dev.datamigration.transfer.help.Helper;
import dev.datamigration.transfer.verify.result.Servers;

/** A part of the work that one worker does with its connections. */
@FunctionalInterface
public interface Piece {
    void compare(Servers servers);

    /** Has a helper do what it can of it. */
    default void compareBy(Helper helper, String engagement, Servers servers) {
        compare(servers);
    }
}
