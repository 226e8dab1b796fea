package dev.datamigration.database.postgres.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * Part of a table by where rows lie. Only together, and under one snapshot, do all parts make up the table.
 *
 * @param from first block
 * @param to the block after the last, or null for all that follow
 */
record BlockRange(long from, Long to) {
    /** The first version that reads a range of blocks without reading the whole table. */
    private static final int FIRST_WITH_RANGE_SCAN = 14;

    /** Parts of at most so many blocks; one part where the server would read the whole table for each. */
    public static List<BlockRange> parts(long blocks, long most, int majorVersion) {
        var parts = new ArrayList<BlockRange>();
        var from = 0L;
        while (majorVersion >= FIRST_WITH_RANGE_SCAN && from + most < blocks) {
            parts.add(new BlockRange(from, from + most));
            from += most;
        }
        parts.add(new BlockRange(from, null));
        return parts;
    }

    String condition() {
        var lower = from == 0 ? "true" : "t.ctid >= '(%d,0)'::tid".formatted(from);
        return to == null ? lower : lower + " AND t.ctid < '(%d,0)'::tid".formatted(to);
    }
}
