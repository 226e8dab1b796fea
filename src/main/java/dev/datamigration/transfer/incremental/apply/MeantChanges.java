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
        var images = changes.stream()
                .map(NetChange::image)
                .filter(image -> image != null)
                .toList();
        var meant = meant(table, images);
        return changes.stream().map(change -> of(change, meant)).toList();
    }

    private static NetChange of(NetChange change, Map<Tuple, Boolean> meant) {
        var image = NetChange.image(change);
        if (image == null || meant.get(image)) {
            return change;
        }
        if (change instanceof NetChange.Updated updated) {
            return new NetChange.Deleted(updated.row());
        }
        return change instanceof NetChange.Replaced replaced
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
            var kept = of(change, meant);
            if (kept != null) {
                left.add(kept);
            }
        }
        return left;
    }

    private static void addOld(BoundTable table, Tuple old, List<Tuple> asked) {
        if (!table.hasKey()) {
            asked.add(old);
        }
    }

    /** Returns null where nothing is left. */
    private static RowChange of(RowChange change, Map<Tuple, Boolean> meant) {
        if (change instanceof RowChange.Insert insert) {
            return meant.get(insert.row()) ? change : null;
        }
        if (change instanceof RowChange.Delete delete) {
            return meant.getOrDefault(delete.old(), true) ? change : null;
        }
        var update = (RowChange.Update) change;
        var before = update.old() == update.row() || meant.getOrDefault(update.old(), true);
        if (meant.get(update.row())) {
            return before ? change : new RowChange.Insert(update.row());
        }
        return before ? new RowChange.Delete(update.old()) : null;
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
