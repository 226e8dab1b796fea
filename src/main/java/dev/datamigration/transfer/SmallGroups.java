package dev.datamigration.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Puts small tables together into groups that are worked on as one: of thousands of them, most of the time would otherwise go
 * into transactions and checkpoints. Pure.
 */
public final class SmallGroups {
    /**
     * Each takes a lock for itself and for every index; a server has {@code max_locks_per_transaction} of them (64 where
     * nobody changed it) for each connection that it allows.
     */
    private static final int MOST_TABLES = 32;

    private SmallGroups() {}

    /**
     * In the order given; at least as many groups as are worked on beside each other, where there are so many tables.
     *
     * @param bytes of a table
     * @param mostBytes of a group of several
     * @param parallelism how many groups are worked on beside each other
     */
    public static <T> List<List<T>> of(List<T> small, ToLongFunction<T> bytes, long mostBytes, int parallelism) {
        var most = Math.min(MOST_TABLES, 1 + small.size() / parallelism);
        var groups = new ArrayList<List<T>>();
        var group = new ArrayList<T>();
        var sum = 0L;
        for (var table : small) {
            var size = bytes.applyAsLong(table);
            if (group.size() == most || (!group.isEmpty() && sum + size > mostBytes)) {
                groups.add(List.copyOf(group));
                group.clear();
                sum = 0;
            }
            group.add(table);
            sum += size;
        }
        if (!group.isEmpty()) {
            groups.add(List.copyOf(group));
        }
        return groups;
    }
}
