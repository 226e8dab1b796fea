package dev.datamigration.transfer.verify;

import dev.datamigration.api.FullVerificationSettings;
import dev.datamigration.api.TableResult;
import dev.datamigration.database.postgres.compare.Buckets;
import dev.datamigration.database.postgres.compare.SuspectReader;
import dev.datamigration.transfer.Direction;
import java.util.Optional;

/**
 * Decides how each table is compared.
 *
 * @param tables how they are hashed
 */
record TableComparisons(
        HashedTables tables,
        Direction direction,
        FullVerificationSettings settings,
        Barriers barriers,
        ComparisonStore store,
        Halt halt) {

    /** Empty for a table that cannot be compared: then its result stands already. */
    Optional<TableComparison> begin(TablePair pair, TableTally tally) {
        if (pair.source() == null) {
            return without(tally, TableResult.Error, direction.tell("The table is not on the source any more."));
        }
        if (pair.target() == null) {
            return without(tally, TableResult.TargetTableNotExist, null);
        }
        var difference = SchemaDifference.between(direction, pair.source(), pair.target());
        return difference.isPresent()
                ? without(tally, TableResult.SchemaMismatch, difference.get())
                : Optional.of(comparison(pair, tally));
    }

    private Optional<TableComparison> without(TableTally tally, TableResult result, String message) {
        tally.finish(result, message);
        store.begin(tally.table());
        store.finish(tally.table(), tally.status());
        return Optional.empty();
    }

    private TableComparison comparison(TablePair pair, TableTally tally) {
        var hashed = tables.pair(pair);
        var onSource = hashed.source();
        var onTarget = hashed.target();
        var recheck = new Recheck(SuspectReader.of(onSource), SuspectReader.of(onTarget), barriers, halt);
        var suspects = new Suspects(
                tally,
                recheck,
                new Corrections(direction, onSource, onTarget),
                store,
                pair.source().hasKey(),
                settings.mismatchLimit());
        return new TableComparison(onSource, onTarget, pieces(pair, hashed, suspects, tally), suspects, tally, store);
    }

    private Pieces pieces(TablePair pair, HashedPair hashed, Suspects suspects, TableTally tally) {
        if (pair.source().hasKey()
                && KeyOrder.isTheSameEverywhere(hashed.source().key())) {
            var findings = new TableFindings(tally, suspects);
            return new KeyRangePieces(pair.name(), hashed, findings, halt, settings.chunkRows());
        }
        var buckets = Buckets.of(pair.estimatedRows(), Descent.LEAF_ROWS);
        return new BucketComparison(hashed.source(), hashed.target(), buckets, suspects, tally, halt);
    }
}
