package dev.datamigration.transfer.join;

import dev.datamigration.database.table.TableName;
import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Says which tables a selection adds to those that a task has, and which it removes. What the task has follows from its
 * checkpoints and not from an earlier selection, so that it is the same whenever it is asked for, and whoever asks.
 *
 * @param added tables of the source that are selected, and that the task neither has loaded nor has had changes of from their first row on
 * @param removed tables that the task has and that are not selected any more
 */
public record ObjectDifference(SortedSet<TableName> added, SortedSet<TableName> removed) {
    /**
     * @param had by the task: all that it loads or has loaded
     * @param covered by the synchronisation: their changes come whether they were loaded or not, as those of new partitions do
     * @param present on the source, and selected
     * @param selected whether a table of that name is meant, be it there or not
     */
    public static ObjectDifference of(
            Collection<TableName> had,
            Set<TableName> covered,
            Collection<TableName> present,
            Predicate<TableName> selected) {
        var added = new TreeSet<>(present);
        added.removeAll(Set.copyOf(had));
        added.removeAll(covered);
        var removed = new TreeSet<>(had);
        removed.removeIf(selected);
        return new ObjectDifference(added, removed);
    }

    /** Returns whether there is nothing to do. */
    public boolean isNone() {
        return added.isEmpty() && removed.isEmpty();
    }
}
