package dev.datamigration.transfer.verify.compare;

import dev.datamigration.database.compare.HashedRow;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Rows of both sides put side by side, in memory.
 *
 * @param equalRows how many are equal
 * @param suspects keys that are on one side only, or whose rows differ
 */
record RowComparison(long equalRows, List<List<String>> suspects) {

    /** @param copies how many rows one of them stands for */
    static RowComparison of(List<HashedRow> source, List<HashedRow> target, ToLongFunction<HashedRow> copies) {
        var onTarget = byKey(target);
        var suspects = new LinkedHashSet<List<String>>();
        var equal = 0L;
        for (var row : byKey(source).values()) {
            var other = onTarget.remove(row.key());
            if (row.equals(other)) {
                equal += copies.applyAsLong(row);
            } else {
                suspects.add(row.key());
            }
        }
        suspects.addAll(onTarget.keySet());
        return new RowComparison(equal, List.copyOf(suspects));
    }

    /** A key that is there twice, where it is not unique, differs from one that is there once. */
    private static Map<List<String>, HashedRow> byKey(List<HashedRow> rows) {
        var byKey = new LinkedHashMap<List<String>, HashedRow>();
        rows.forEach(row ->
                byKey.merge(row.key(), row, (one, other) -> new HashedRow(row.key(), one.hash() + "," + other.hash())));
        return byKey;
    }
}
