package dev.datamigration.transfer.verify.compare;

import dev.datamigration.database.compare.Aggregate;

/** Says what to do with a range of keys once both sides are known to its sums. */
public sealed interface RangeDecision {
    /** Ranges of at most so many rows are compared row by row. */
    int LEAF_ROWS = 1_000;

    /** Parts that a range is cut into at most. */
    int MOST_PARTS = 64;

    /** The rows are the same. */
    record Equal(long rows) implements RangeDecision {}

    /** Few enough to fetch the hash of each. */
    record CompareRows() implements RangeDecision {}

    /**
     * To be cut at every so manieth key of the side that has more rows.
     *
     * @param step rows in each part on that side
     */
    record Cut(boolean atKeysOfSource, long step) implements RangeDecision {}

    static RangeDecision of(Aggregate source, Aggregate target) {
        if (source.equals(target)) {
            return new Equal(source.rows());
        }
        var most = Math.max(source.rows(), target.rows());
        if (most <= LEAF_ROWS) {
            return new CompareRows();
        }
        var parts = Math.min(MOST_PARTS, quotientUp(most, LEAF_ROWS));
        return new Cut(source.rows() >= target.rows(), quotientUp(most, parts));
    }

    private static long quotientUp(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
