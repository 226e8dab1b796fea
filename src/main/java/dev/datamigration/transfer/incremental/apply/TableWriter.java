package dev.datamigration.transfer.incremental.apply;

import dev.datamigration.database.log.Tuple;
import dev.datamigration.transfer.incremental.change.BoundTable;
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

    private final KeyedWriter keyed;
    private final KeylessWriter keyless;

    TableWriter(KeyedWriter keyed, KeylessWriter keyless) {
        this.keyed = keyed;
        this.keyless = keyless;
    }

    /** Deletions first, then updates, then insertions; for tables with a key. */
    long writeNet(BoundTable table, Collection<NetChange> changes) throws SQLException {
        var deleted = new ArrayList<Tuple>();
        var updated = new LinkedHashMap<BitSet, List<Tuple>>();
        var inserted = new ArrayList<Tuple>();
        var settable = new TableSql(table).settable();
        for (var change : changes) {
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
        return inPieces(deleted, piece -> keyed.delete(table, piece))
                + update(table, updated)
                + inPieces(inserted, piece -> keyed.insert(table, piece));
    }

    private long update(BoundTable table, Map<BitSet, List<Tuple>> rowsBySet) throws SQLException {
        var conflicts = 0L;
        for (var entry : rowsBySet.entrySet()) {
            var set = entry.getKey().stream().toArray();
            conflicts += inPieces(entry.getValue(), piece -> keyed.update(table, set, piece));
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
        for (var change : changes) {
            if (change instanceof RowChange.Insert insert && !table.hasKey()) {
                run.add(insert.row());
            } else {
                conflicts += inPieces(run, piece -> keyed.insert(table, piece)) + writeOne(table, change);
                run.clear();
            }
        }
        return conflicts + inPieces(run, piece -> keyed.insert(table, piece));
    }

    private long writeOne(BoundTable table, RowChange change) throws SQLException {
        if (change instanceof RowChange.Insert insert) {
            return keyed.insert(table, List.of(insert.row()));
        }
        if (change instanceof RowChange.Delete delete) {
            return table.hasKey() ? keyed.delete(table, List.of(delete.old())) : keyless.delete(table, delete.old());
        }
        var update = (RowChange.Update) change;
        return table.hasKey()
                ? keyed.updateKey(table, update.old(), update.row())
                : keyless.update(table, update.old(), update.row());
    }

    /** Bounds the rows and bytes of each statement. */
    private static long inPieces(List<Tuple> rows, Piece write) throws SQLException {
        var conflicts = 0L;
        var start = 0;
        var bytes = 0L;
        for (var i = 0; i < rows.size(); i++) {
            bytes += rows.get(i).memory();
            if (i + 1 == rows.size() || i + 1 - start >= STATEMENT_ROWS || bytes >= STATEMENT_BYTES) {
                conflicts += write.write(rows.subList(start, i + 1));
                start = i + 1;
                bytes = 0;
            }
        }
        return conflicts;
    }

    @FunctionalInterface
    private interface Piece {
        long write(List<Tuple> rows) throws SQLException;
    }
}
