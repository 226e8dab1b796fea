package dev.datamigration.transfer.verify.repair;

import dev.datamigration.database.checkpoint.RowDifferenceStore.DifferenceClass;
import dev.datamigration.database.checkpoint.RowDifferenceStore.RecordedDifference;
import dev.datamigration.transfer.verify.compare.Recheck;
import dev.datamigration.transfer.verify.result.ComparisonStore;
import dev.datamigration.transfer.verify.result.DifferenceStore;
import dev.datamigration.transfer.verify.result.Servers;
import dev.datamigration.transfer.verify.result.Settled;
import dev.datamigration.transfer.verify.result.TableTally;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Repairs one table after its comparison: looks at its differences again, writes those that stand, looks again, and so
 * on, until none is left or none can be written.
 */
public final class TableRepair {
    private static final int TOGETHER = 500;
    private static final int MOST_PASSES = 10;
    private static final int MOST_IDLE_PASSES = 3;

    private final TableTally tally;
    private final Recheck recheck;
    private final RowRepair rows;
    private final DifferenceStore differences;
    private final ComparisonStore store;
    private final Runnable moved;

    /** @param moved called after each batch */
    public TableRepair(
            TableTally tally,
            Recheck recheck,
            RowRepair rows,
            DifferenceStore differences,
            ComparisonStore store,
            Runnable moved) {
        this.tally = tally;
        this.recheck = recheck;
        this.rows = rows;
        this.differences = differences;
        this.store = store;
        this.moved = moved;
    }

    public void repair(Servers servers) {
        var recorded = differences.of(tally.table());
        if (recorded.stream().mapToLong(RecordedDifference::rows).sum() < tally.different()) {
            tally.notRepaired(
                    "Not all of the differing rows are recorded, so none was written: raise spec.fullVerification.runNonce to compare again.");
            store.finish(tally.table(), tally.status());
            return;
        }
        tally.repairing(differences.repaired(tally.table()));
        var keys = new LinkedHashSet<>(tally.undecided());
        recorded.forEach(row -> keys.add(row.key()));
        var left = repair(List.copyOf(keys), servers);
        var open = new HashSet<>(left.undecided());
        left.different().forEach(difference -> open.add(difference.key()));
        var equal = recorded.stream()
                .filter(row -> row.differenceClass() != DifferenceClass.TargetOnly && !open.contains(row.key()))
                .mapToLong(RecordedDifference::rows)
                .sum();
        tally.repaired(differences.repaired(tally.table()), equal, left, rows.remark());
        store.finish(tally.table(), tally.status());
        moved.run();
    }

    /** Returns what is left in the end. */
    private Settled repair(List<List<String>> keys, Servers servers) {
        var open = keys;
        var idle = 0;
        for (var pass = 1; ; pass++) {
            var last = pass == MOST_PASSES || idle == MOST_IDLE_PASSES;
            var different = new ArrayList<Settled.Difference>();
            var undecided = new ArrayList<List<String>>();
            var written = 0;
            for (var from = 0; from < open.size(); from += TOGETHER) {
                var settled = recheck.settle(open.subList(from, Math.min(open.size(), from + TOGETHER)), servers);
                different.addAll(settled.different());
                undecided.addAll(settled.undecided());
                written += last ? 0 : rows.repair(settled, servers);
                tally.repairing(differences.repaired(tally.table()));
                moved.run();
            }
            if (last || (different.isEmpty() && undecided.isEmpty())) {
                return new Settled(0, different, undecided);
            }
            idle = written == 0 ? idle + 1 : 0;
            open = new ArrayList<>(undecided);
            for (var difference : different) {
                open.add(difference.key());
            }
        }
    }
}
