package dev.datamigration.transfer.verify;

import dev.datamigration.api.status.TableResult;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.database.compare.Both;
import dev.datamigration.database.compare.Buckets;
import dev.datamigration.database.compare.ComparedTable;
import dev.datamigration.database.compare.ComparedTables;
import dev.datamigration.database.compare.RepairSession;
import dev.datamigration.database.compare.RowHashing;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.verify.compare.Barriers;
import dev.datamigration.transfer.verify.compare.BucketComparison;
import dev.datamigration.transfer.verify.compare.KeyRangePieces;
import dev.datamigration.transfer.verify.compare.Pieces;
import dev.datamigration.transfer.verify.compare.RangeDecision;
import dev.datamigration.transfer.verify.compare.Recheck;
import dev.datamigration.transfer.verify.compare.StopSignal;
import dev.datamigration.transfer.verify.compare.Suspects;
import dev.datamigration.transfer.verify.compare.TablePair;
import dev.datamigration.transfer.verify.repair.KeyedRepair;
import dev.datamigration.transfer.verify.repair.KeylessRepair;
import dev.datamigration.transfer.verify.repair.RepairedTable;
import dev.datamigration.transfer.verify.repair.TableRepair;
import dev.datamigration.transfer.verify.result.ComparisonStore;
import dev.datamigration.transfer.verify.result.Corrections;
import dev.datamigration.transfer.verify.result.DifferenceStore;
import dev.datamigration.transfer.verify.result.TableTally;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Decides how each table is compared.
 *
 * @param hashing tells which rows can be compared
 * @param tables how they are hashed
 */
record TableComparisons(
        RowHashing hashing,
        ComparedTables tables,
        Direction direction,
        FullVerificationSettings settings,
        Barriers barriers,
        ComparisonStore store,
        DifferenceStore differences,
        StopSignal stopSignal) {

    /** Empty for a table that cannot be compared: then its result stands already. */
    Optional<TableComparison> begin(TablePair pair, TableTally tally) {
        if (pair.source() == null) {
            return without(tally, TableResult.Error, direction.tell("The table is not on the source any more."));
        }
        if (pair.target() == null) {
            return without(tally, TableResult.TargetTableNotExist, null);
        }
        var difference = difference(pair);
        return difference.isPresent()
                ? without(tally, TableResult.SchemaMismatch, difference.get())
                : Optional.of(comparison(pair, tally));
    }

    /** Returns why the rows of a pair cannot be compared, for people; empty where they can. */
    Optional<String> difference(TablePair pair) {
        return hashing.difference(direction, pair.source(), pair.target());
    }

    private Optional<TableComparison> without(TableTally tally, TableResult result, String message) {
        begin(tally);
        tally.finish(result, message);
        store.finish(tally.table(), tally.status());
        return Optional.empty();
    }

    /** The comparison of a table begins. */
    void begin(TableTally tally) {
        tally.begin(Instant.now().truncatedTo(ChronoUnit.MILLIS), barriers.endOfLog());
        differences.begin(tally.table());
    }

    /** To be used once the table was compared. */
    TableRepair repair(Run run, TablePair pair, TableTally tally, RepairSession transaction, Runnable moved) {
        var hashed = tables.pair(pair.tables());
        var repaired = new RepairedTable(run, hashed, tally, differences, barriers, transaction, stopSignal);
        var rows = pair.source().hasKey() ? new KeyedRepair(repaired) : new KeylessRepair(repaired);
        return new TableRepair(
                tally, new Recheck(hashed, barriers, Recheck.BRIEF, stopSignal), rows, differences, store, moved);
    }

    private TableComparison comparison(TablePair pair, TableTally tally) {
        var hashed = tables.pair(pair.tables());
        var recheck = new Recheck(hashed, barriers, Recheck.PATIENT, stopSignal);
        var suspects = new Suspects(
                tally,
                recheck,
                new Corrections(direction, hashed),
                differences,
                pair.source().hasKey(),
                settings);
        var pieces = pieces(pair, hashed, suspects, tally);
        return new TableComparison(hashed, pieces, suspects, tally, () -> begin(tally), store);
    }

    private Pieces pieces(TablePair pair, Both<ComparedTable> hashed, Suspects suspects, TableTally tally) {
        if (hashed.source().keySortsAlike()) {
            var findings = new TableFindings(tally, suspects);
            return new KeyRangePieces(pair.name(), hashed, findings, stopSignal, settings.chunkRows());
        }
        var buckets = Buckets.of(pair.estimatedRows(), RangeDecision.LEAF_ROWS);
        return new BucketComparison(hashed, buckets, suspects, tally, stopSignal);
    }
}
