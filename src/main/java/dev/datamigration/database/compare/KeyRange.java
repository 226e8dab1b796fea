package dev.datamigration.database.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows whose key is greater than one and at most another.
 *
 * <p>A sequence of ranges of which each begins where the one before ended, the first and the last open, covers every
 * key on both servers even if they sorted differently: for any key take the first upper bound it does not exceed; it
 * exceeds the one before. So a row can be compared in another range than its twin, which a second look by key
 * settles, but no row is ever left out.
 *
 * @param lower exclusive, as text; null where the range is open
 * @param upper inclusive, as text; null where the range is open
 */
public record KeyRange(List<String> lower, List<String> upper) {
    public static final KeyRange ALL = new KeyRange(null, null);

    /** This range cut at the bounds, in their order. */
    public List<KeyRange> cutAt(List<List<String>> bounds) {
        var parts = new ArrayList<KeyRange>();
        var from = lower;
        for (var bound : bounds) {
            parts.add(new KeyRange(from, bound));
            from = bound;
        }
        parts.add(new KeyRange(from, upper));
        return parts;
    }
}
