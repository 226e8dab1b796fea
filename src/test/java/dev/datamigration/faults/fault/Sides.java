package dev.datamigration.faults.fault;

import dev.datamigration.api.Side;
import java.util.Locale;

/** A side's name within a sentence. */
final class Sides {
    private Sides() {}

    static String name(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }
}
