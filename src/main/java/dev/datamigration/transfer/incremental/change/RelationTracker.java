package dev.datamigration.transfer.incremental.change;

import dev.datamigration.api.task.DmlType;
import dev.datamigration.database.Position;
import dev.datamigration.database.TransactionId;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.table.TableName;
import dev.datamigration.database.write.BoundTable;
import dev.datamigration.database.write.TableBinder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Knows what each relation of the stream looks like just now, and which changes are in the target already because the
 * table was loaded later than they were made.
 */
public final class RelationTracker {
    private final TableBinder binder;
    private final Map<TableName, Position> loadedAsOf;
    private final Predicate<TableName> apart;
    private final Set<Integer> left = new HashSet<>();
    private final Map<Integer, Relation> relations = new HashMap<>();
    private final Map<Integer, Bound> bound = new HashMap<>();

    /** Where no table is being added to the task, and none has left it. */
    public RelationTracker(TableBinder binder, Map<TableName, Position> loadedAsOf) {
        this(binder, loadedAsOf, table -> false);
    }

    /**
     * @param loadedAsOf of each table loaded, the position whose earlier transactions it contains
     * @param apart whether the changes of a table that was not loaded are none of this synchronisation's: asked each time that the
     *     stream describes it, which it does before the first change that it would not have sent before
     */
    public RelationTracker(TableBinder binder, Map<TableName, Position> loadedAsOf, Predicate<TableName> apart) {
        this.binder = binder;
        this.loadedAsOf = Map.copyOf(loadedAsOf);
        this.apart = apart;
    }

    public void describe(Relation relation) {
        relations.put(relation.id(), relation);
        if (!loadedAsOf.containsKey(relation.name()) && apart.test(relation.name())) {
            left.add(relation.id());
        } else {
            left.remove(relation.id());
        }
    }

    public Relation relation(int oid) {
        var relation = relations.get(oid);
        if (relation == null) {
            throw new IllegalStateException("the source sent a change of relation " + Integer.toUnsignedString(oid)
                    + " before it described it");
        }
        return relation;
    }

    /** Tables of the target may have been altered: how to write to them is worked out anew. */
    public void forgetBound() {
        bound.clear();
    }

    /**
     * Returns whether the target's table is of after a transaction, since its rows were loaded later.
     *
     * @param table null asks that of all that were loaded
     */
    public boolean passed(TableName table, TransactionId transaction) {
        if (table == null) {
            return !loadedAsOf.isEmpty() && loadedAsOf.values().stream().allMatch(loaded -> loaded.covers(transaction));
        }
        var loaded = loadedAsOf.get(table);
        return loaded != null && loaded.covers(transaction);
    }

    /** Returns whether a transaction's changes of the table have still to be applied. */
    boolean applies(int oid, TransactionId transaction) {
        var loaded = loadedAsOf.get(relation(oid).name());
        if (left.contains(oid)) {
            return false;
        }
        return loaded == null || !loaded.covers(transaction);
    }

    /** The kinds of changes of the table that are applied. */
    Set<DmlType> wanted(int oid) {
        return binder.wanted(relation(oid).name());
    }

    /**
     * Returns how to write the relation as it is now. Worked out only when the first change is to be written: an earlier shape
     * of a table, whose changes are all left out, need not fit the target.
     */
    BoundTable table(int oid) {
        var relation = relation(oid);
        var known = bound.get(oid);
        if (known != null && known.relation().equals(relation)) {
            return known.table();
        }
        var table = binder.bind(relation, known == null ? null : known.relation());
        bound.put(oid, new Bound(relation, table));
        return table;
    }

    private record Bound(Relation relation, BoundTable table) {}
}
