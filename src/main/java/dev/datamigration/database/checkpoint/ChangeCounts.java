package dev.datamigration.database.checkpoint;

import dev.datamigration.api.task.DmlType;

/**
 * Says how many changes of each kind.
 *
 * @param conflicts changes that met a target row other than expected
 * @param skipped changes of kinds that are not wanted; in none of the other counts
 */
public record ChangeCounts(long inserts, long updates, long deletes, long truncates, long conflicts, long skipped) {
    public static final ChangeCounts NONE = new ChangeCounts(0, 0, 0, 0, 0, 0);

    /** With more of one kind. */
    public ChangeCounts plus(DmlType kind, long count) {
        return switch (kind) {
            case Insert -> plus(new ChangeCounts(count, 0, 0, 0, 0, 0));
            case Update -> plus(new ChangeCounts(0, count, 0, 0, 0, 0));
            case Delete -> plus(new ChangeCounts(0, 0, count, 0, 0, 0));
            case Truncate -> plus(new ChangeCounts(0, 0, 0, count, 0, 0));
        };
    }

    /** The sums. */
    public ChangeCounts plus(ChangeCounts other) {
        return new ChangeCounts(
                inserts + other.inserts,
                updates + other.updates,
                deletes + other.deletes,
                truncates + other.truncates,
                conflicts + other.conflicts,
                skipped + other.skipped);
    }

    /** With that many conflicts in place of its own. */
    public ChangeCounts withConflicts(long count) {
        return new ChangeCounts(inserts, updates, deletes, truncates, count, skipped);
    }

    /** With that many skipped in place of its own. */
    public ChangeCounts withSkipped(long count) {
        return new ChangeCounts(inserts, updates, deletes, truncates, conflicts, count);
    }

    /** Rows inserted, updated and deleted. */
    public long rows() {
        return inserts + updates + deletes;
    }
}
