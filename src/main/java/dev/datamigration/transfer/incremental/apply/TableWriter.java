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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Writes the changes of one table: compacted, or in the order of the source. Returns the number of conflicts met. */
final class TableWriter {
    private static final int STATEMENT_ROWS = 10_000;
    private static final long STATEMENT_BYTES = 32L << 20;

    private final RowWriter rows;
    private final MeantChanges meant;

    TableWriter(RowWriter rows) {
        this.rows = rows;
        this.meant = new MeantChanges(rows);
    }

    /** Deletions first, then updates, then insertions; for tables with a key. */
    long writeNet(BoundTable table, Collection<NetChange> changes) throws SQLException {
        var deleted = new ArrayList<Tuple>();
        var updated = new LinkedHashMap<BitSet, List<Tuple>>();
        var inserted = new ArrayList<Tuple>();
        var settable = table.settable();
        for (var change : meant.net(table, changes)) {
            if (change instanceof NetChange.Deleted delete) {
                deleted.add(delete.old());
            } else if (change instanceof NetChange.Updated update) {
                updated.computeIfAbsent(known(update.row(), settable), s -> new ArrayList<>())
                        .add(update.row());
            } else if (change instanceof NetChange.Replaced replaced) {
                deleted.add(replaced.old());
                inserted.add(replaced.row());
            } else if (change instanceof NetChange.Inserted insert) {
                inserted.add(insert.row());
            }
        }
        var missing = inPieces(deleted, piece -> rows.delete(table, piece)) + update(table, updated);
        return conflicts(table, missing) + inPieces(inserted, piece -> rows.insert(table, piece));
    }

    /** A row that is not there may be none of those that are meant. */
    private static long conflicts(BoundTable table, long missing) {
        return table.inPart() ? 0 : missing;
    }

    private long update(BoundTable table, Map<BitSet, List<Tuple>> rowsBySet) throws SQLException {
        var conflicts = 0L;
        for (var entry : rowsBySet.entrySet()) {
            var set = entry.getKey().stream().toArray();
            conflicts += inPieces(entry.getValue(), piece -> rows.update(table, set, piece));
        }
        return conflicts;
    }

    private static BitSet known(Tuple row, int[] settable) {
        var known = new BitSet(row.size());
        IntStream.of(settable).filter(column -> !row.isUnchanged(column)).forEach(known::set);
        return known;
    }

    /** One change after the other; runs of insertions, whose order does not matter, together. */
    long writeInOrder(BoundTable table, List<RowChange> changes) throws SQLException {
        var conflicts = 0L;
        var run = new ArrayList<Tuple>();
        for (var change : meant.inOrder(table, changes)) {
            if (change instanceof RowChange.Insert insert && !table.hasKey()) {
                run.add(insert.row());
            } else {
                conflicts += inPieces(run, piece -> rows.insert(table, piece)) + writeOne(table, change);
                run.clear();
            }
        }
        return conflicts + inPieces(run, piece -> rows.insert(table, piece));
    }

    private long writeOne(BoundTable table, RowChange change) throws SQLException {
        if (change instanceof RowChange.Insert insert) {
            return rows.insert(table, List.of(insert.row()));
        }
        if (change instanceof RowChange.Delete delete) {
            return table.hasKey()
                    ? conflicts(table, rows.delete(table, List.of(delete.old())))
                    : rows.deleteWhole(table, delete.old());
        }
        var update = (RowChange.Update) change;
        return table.hasKey()
                ? conflicts(table, rows.updateKey(table, update.old(), update.row()))
                : rows.updateWhole(table, update.old(), update.row());
    }

    /** Bounds the rows and bytes of each statement. */
    private static long inPieces(List<Tuple> all, Piece write) throws SQLException {
        var conflicts = 0L;
        var start = 0;
        var bytes = 0L;
        for (var i = 0; i < all.size(); i++) {
            bytes += all.get(i).memory();
            if (i + 1 == all.size() || i + 1 - start >= STATEMENT_ROWS || bytes >= STATEMENT_BYTES) {
                conflicts += write.write(all.subList(start, i + 1));
                start = i + 1;
                bytes = 0;
            }
        }
        return conflicts;
    }

    @FunctionalInterface
    private interface Piece {
        long write(List<Tuple> piece) throws SQLException;
    }
}
