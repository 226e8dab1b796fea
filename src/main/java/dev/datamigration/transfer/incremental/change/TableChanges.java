package dev.datamigration.transfer.incremental.change;

import dev.datamigration.database.log.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes of one table: in their order, and compacted to one net change per key. Writing the net changes, deletions
 * first, then updates, then insertions, leaves the table as writing all changes in order would.
 */
public final class TableChanges {
    private final int[] key;
    private final boolean keepsRows;
    private final List<RowChange> inOrder = new ArrayList<>();
    private final Map<RowKey, NetChange> net = new LinkedHashMap<>();

    /**
     * @param key positions of the key's columns; none for a table without a key, whose changes are not compacted
     * @param keepsRows whether a row must not be deleted and inserted anew where the source updated its key
     */
    public TableChanges(int[] key, boolean keepsRows) {
        this.key = key;
        this.keepsRows = keepsRows;
    }

    /** Takes a change, or leaves everything as it is and returns false: then it must be written by itself, in turn. */
    public boolean add(RowChange change) {
        if (key.length > 0 && !compact(change)) {
            return false;
        }
        inOrder.add(change);
        return true;
    }

    private boolean compact(RowChange change) {
        if (change instanceof RowChange.Insert insert) {
            net.compute(keyOf(insert.row()), (k, before) -> NetChange.insert(before, insert.row()));
            return true;
        }
        if (change instanceof RowChange.Delete delete) {
            net.compute(keyOf(delete.old()), (k, before) -> NetChange.delete(before, delete.old()));
            return true;
        }
        var update = (RowChange.Update) change;
        var oldKey = keyOf(update.old());
        var newKey = keyOf(update.row());
        return oldKey.equals(newKey) ? compactUpdate(newKey, update) : compactKeyUpdate(oldKey, newKey, update);
    }

    private boolean compactUpdate(RowKey rowKey, RowChange.Update update) {
        var after = NetChange.update(net.get(rowKey), update.row());
        if (after != null) {
            net.put(rowKey, after);
        }
        return after != null;
    }

    /** A row that is known whole goes from its old key and comes under its new one. */
    private boolean compactKeyUpdate(RowKey oldKey, RowKey newKey, RowChange.Update update) {
        var image = NetChange.image(net.get(oldKey));
        var row = image == null ? update.row() : update.row().filledFrom(image);
        if (keepsRows || !row.isComplete()) {
            return false;
        }
        net.compute(oldKey, (k, before) -> NetChange.delete(before, update.old()));
        net.compute(newKey, (k, before) -> NetChange.insert(before, row));
        return true;
    }

    private RowKey keyOf(Tuple row) {
        return RowKey.of(row, key);
    }

    /** Every change, in the order of the source. */
    public List<RowChange> inOrder() {
        return inOrder;
    }

    /** One net change per key; empty for a table without a key. */
    public Collection<NetChange> net() {
        return net.values();
    }
}
