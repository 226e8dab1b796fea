package dev.datamigration.database.switchover;

import java.util.List;

/** Writes out the first of many. */
public final class Listing {
    private static final int WRITTEN_OUT = 20;

    private Listing() {}

    public static String of(List<String> all) {
        return of(all, ", ");
    }

    public static String of(List<String> all, String separator) {
        var text = String.join(separator, all.stream().limit(WRITTEN_OUT).toList());
        return all.size() <= WRITTEN_OUT ? text : text + separator + "and " + (all.size() - WRITTEN_OUT) + " more";
    }
}
