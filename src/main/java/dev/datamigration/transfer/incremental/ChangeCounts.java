package dev.datamigration.transfer.incremental;

import dev.datamigration.api.DmlType;

/**
 * How many changes of each kind.
 *
 * @param conflicts changes that met a target row other than expected
 * @param skipped changes of kinds that are not wanted; in none of the other counts
 */
record ChangeCounts(long inserts, long updates, long deletes, long truncates, long conflicts, long skipped) {
    static final ChangeCounts NONE = new ChangeCounts(0, 0, 0, 0, 0, 0);

    ChangeCounts plus(DmlType kind, long count) {
        return switch (kind) {
            case Insert -> plus(new ChangeCounts(count, 0, 0, 0, 0, 0));
            case Update -> plus(new ChangeCounts(0, count, 0, 0, 0, 0));
            case Delete -> plus(new ChangeCounts(0, 0, count, 0, 0, 0));
            case Truncate -> plus(new ChangeCounts(0, 0, 0, count, 0, 0));
        };
    }

    ChangeCounts plus(ChangeCounts other) {
        return new ChangeCounts(
                inserts + other.inserts,
                updates + other.updates,
                deletes + other.deletes,
                truncates + other.truncates,
                conflicts + other.conflicts,
                skipped + other.skipped);
    }

    ChangeCounts withConflicts(long count) {
        return new ChangeCounts(inserts, updates, deletes, truncates, count, skipped);
    }

    ChangeCounts withSkipped(long count) {
        return new ChangeCounts(inserts, updates, deletes, truncates, conflicts, count);
    }

    /** Rows inserted, updated and deleted. */
    long rows() {
        return inserts + updates + deletes;
    }
}
