package dev.datamigration.transfer.verify;

import dev.datamigration.api.status.RepairStatus;
import dev.datamigration.api.status.TableResult;
import dev.datamigration.api.status.TableVerification;
import dev.datamigration.api.task.RepairMode;
import dev.datamigration.database.checkpoint.RowDifferenceStore.DifferenceClass;
import dev.datamigration.database.checkpoint.RowDifferenceStore.RecordedDifference;
import dev.datamigration.database.checkpoint.RowDifferenceStore.RepairedRow;
import dev.datamigration.database.compare.ComparisonSession;
import dev.datamigration.database.largeobject.LargeObjects;
import dev.datamigration.database.largeobject.LargeObjects.State;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.verify.result.FencedWrites;
import dev.datamigration.transfer.verify.result.TableTally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Compares large objects as if each were a row of {@code pg_catalog.pg_largeobject} whose key is its OID. No log tells of their
 * changes, so that what was written on the source since they were copied is a difference until they are copied again.
 */
final class LargeObjectVerification {
    private static final String WAY_ON =
            "What changed on the source since it was copied differs until it is copied again: at ProcessDatabaseObjects of the switchover, or by a comparison with spec.fullVerification.repair.mode: Apply and a higher runNonce.";

    private final LargeObjects objects;
    private final TableComparisons comparisons;
    private final FencedWrites writes;
    private final TableTally tally;
    private final Runnable moved;
    private final List<RecordedDifference> recorded = new ArrayList<>();

    /**
     * @param target of its own, in autocommit mode
     * @param moved called now and then
     */
    LargeObjectVerification(
            Run run, TableComparisons comparisons, ComparisonSession target, TableTally tally, Runnable moved) {
        this.objects = run.largeObjects().orElseThrow();
        this.comparisons = comparisons;
        this.writes = new FencedWrites(run, target);
        this.tally = tally;
        this.moved = moved;
    }

    /** Counts of those that are to be compared; empty where the task does not carry them in this direction. */
    static Optional<TableTally> tally(Run run) {
        return run.direction() == Direction.Forward
                ? run.largeObjects().map(objects -> new TableTally(LargeObjects.TABLE, objects.count()))
                : Optional.empty();
    }

    /**
     * Compares all of them, unless an earlier run of the same comparison has.
     *
     * @param found by that run, or null
     */
    void compare(TableVerification found) {
        if (found != null) {
            tally.restore(found);
            return;
        }
        try {
            comparisons.begin(tally);
            objects.compare(this::count);
            conclude();
        } catch (FailureException e) {
            if (Workers.isOfTheWhole(e)) {
                throw e;
            }
            finish(TableResult.Error, e.failure().message() + " " + e.failure().remedy());
        }
    }

    private void count(long oid, State state) {
        comparisons.stopSignal().check();
        switch (state) {
            case Equal -> tally.addConsistent(1);
            case Mismatched -> differs(oid, DifferenceClass.Mismatched);
            case SourceOnly -> differs(oid, DifferenceClass.SourceOnly);
            case TargetOnly -> differs(oid, DifferenceClass.TargetOnly);
        }
        tally.addScanned(1);
        moved.run();
    }

    private void differs(long oid, DifferenceClass how) {
        tally.addDifferent(how, 1);
        if (tally.different() <= comparisons.settings().mismatchLimit()) {
            var key = Long.toString(oid);
            recorded.add(new RecordedDifference(
                    (int) tally.different(), how, List.of(key), 1, "(" + key + ")", correction(oid, how)));
        }
    }

    private String correction(long oid, DifferenceClass how) {
        return how == DifferenceClass.TargetOnly
                ? objects.removal(oid)
                : "-- the content of a large object is copied by spec.fullVerification.repair.mode: Apply, and at ProcessDatabaseObjects";
    }

    private void conclude() {
        comparisons.differences().add(LargeObjects.TABLE, recorded);
        if (tally.different() > 0) {
            finish(TableResult.Inconsistent, WAY_ON);
        } else {
            finish(tally.consistent() == 0 ? TableResult.BothEmpty : TableResult.Consistent, null);
        }
    }

    private void finish(TableResult result, String message) {
        tally.finish(result, message);
        comparisons.store().finish(LargeObjects.TABLE, tally.status());
    }

    /** Copies what differs, if that is wanted and not too much. */
    void repair() {
        var settings = comparisons.settings().repair();
        if (settings.mode() != RepairMode.Apply || tally.result() != TableResult.Inconsistent) {
            return;
        }
        if (tally.different() > settings.maxRows()) {
            tally.notRepaired(
                    "More large objects differ than spec.fullVerification.repair.maxRows (%d) lets a comparison write, so none was copied. If they are to be copied, raise it, and spec.fullVerification.runNonce."
                            .formatted(settings.maxRows()));
        } else {
            copy();
        }
        comparisons.store().finish(LargeObjects.TABLE, tally.status());
        moved.run();
    }

    private void copy() {
        try {
            var done = objects.copy(progress -> comparisons.stopSignal().check());
            noteRepaired();
            tally.copied(new RepairStatus(done.created(), done.overwritten(), done.removed(), 0L, null), done.equal());
        } catch (FailureException e) {
            if (Workers.isOfTheWhole(e)) {
                throw e;
            }
            tally.notRepaired(e.failure().message() + " " + e.failure().remedy());
        }
    }

    private void noteRepaired() {
        var rows = new LinkedHashMap<Integer, RepairedRow>();
        comparisons
                .differences()
                .of(LargeObjects.TABLE)
                .forEach(row -> rows.put(row.number(), new RepairedRow(row.key(), row.differenceClass(), row.rows())));
        writes.write(connection -> comparisons.differences().repaired(connection, LargeObjects.TABLE, rows));
    }
}
