package dev.datamigration.transfer.incremental.apply;

import dev.datamigration.database.log.Tuple;
import dev.datamigration.database.write.BoundTable;
import dev.datamigration.database.write.RowWriter;
import dev.datamigration.transfer.incremental.change.NetChange;
import dev.datamigration.transfer.incremental.change.RowChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Of changes of a table of which only some rows are meant, what they come to for these: a row that an update moves out of the condition
 * goes, and one that it moves in comes. Where there is a key, whether a row was meant before need not be known: it is on the
 * target if it was.
 */
final class MeantChanges {
    private final RowWriter rows;

    MeantChanges(RowWriter rows) {
        this.rows = rows;
    }

    /** For tables with a key. */
    Collection<NetChange> net(BoundTable table, Collection<NetChange> changes) throws SQLException {
        if (!table.inPart()) {
            return changes;
        }
        var asked = changes.stream()
                .map(change -> asked(table, change))
                .filter(image -> image != null)
                .toList();
        var meant = meant(table, asked);
        return changes.stream().map(change -> of(table, change, meant)).toList();
    }

    /** The image that is left, or of a row that goes its key, where that tells. */
    private static Tuple asked(BoundTable table, NetChange change) {
        return change instanceof NetChange.Deleted deleted && table.inPartByKey()
                ? deleted.old()
                : NetChange.image(change);
    }

    private static NetChange of(BoundTable table, NetChange change, Map<Tuple, Boolean> meant) {
        var asked = asked(table, change);
        if (asked == null || meant.get(asked)) {
            return change;
        }
        // a row of that key may be there that is none of the task's
        if (change instanceof NetChange.Updated updated && !table.inPartByKey()) {
            return new NetChange.Deleted(updated.row());
        }
        return change instanceof NetChange.Replaced replaced && !table.inPartByKey()
                ? new NetChange.Deleted(replaced.old())
                : new NetChange.Nothing();
    }

    /** In the order of the source; without a key, the whole old row is known. */
    List<RowChange> inOrder(BoundTable table, List<RowChange> changes) throws SQLException {
        if (!table.inPart()) {
            return changes;
        }
        var asked = new ArrayList<Tuple>();
        for (var change : changes) {
            if (change instanceof RowChange.Insert insert) {
                asked.add(insert.row());
            } else if (change instanceof RowChange.Update update) {
                asked.add(update.row());
                addOld(table, update.old(), asked);
            } else if (change instanceof RowChange.Delete delete) {
                addOld(table, delete.old(), asked);
            }
        }
        var meant = meant(table, asked);
        var left = new ArrayList<RowChange>();
        for (var change : changes) {
            var kept = of(table, change, meant);
            if (kept != null) {
                left.add(kept);
            }
        }
        return left;
    }

    private static void addOld(BoundTable table, Tuple old, List<Tuple> asked) {
        if (!table.hasKey() || table.inPartByKey()) {
            asked.add(old);
        }
    }

    /** Returns null where nothing is left. */
    private static RowChange of(BoundTable table, RowChange change, Map<Tuple, Boolean> meant) {
        if (change instanceof RowChange.Insert insert) {
            return meant.get(insert.row()) ? change : null;
        }
        if (change instanceof RowChange.Delete delete) {
            return meant.getOrDefault(delete.old(), true) ? change : null;
        }
        var update = (RowChange.Update) change;
        var unknown = update.old() == update.row() && !table.inPartByKey();
        var before = unknown || meant.getOrDefault(update.old(), true);
        if (!meant.get(update.row())) {
            return before ? new RowChange.Delete(update.old()) : null;
        }
        return before ? change : movedIn(table, update.row());
    }

    /** With a key, the row is looked for by that, and inserted where it is not there and known whole. */
    private static RowChange movedIn(BoundTable table, Tuple row) {
        return table.hasKey() ? new RowChange.Update(row, row) : new RowChange.Insert(row);
    }

    /** By the very tuples. */
    private Map<Tuple, Boolean> meant(BoundTable table, List<Tuple> images) throws SQLException {
        var found = images.isEmpty() ? new BitSet() : rows.meant(table, images);
        var meant = new IdentityHashMap<Tuple, Boolean>();
        for (var i = 0; i < images.size(); i++) {
            meant.put(images.get(i), found.get(i));
        }
        return meant;
    }
}
