package dev.datamigration.transfer.verify;

import dev.datamigration.api.FullVerificationSettings;
import dev.datamigration.api.TableResult;
import dev.datamigration.database.postgres.catalog.Column;
import dev.datamigration.database.postgres.catalog.DataTable;
import dev.datamigration.database.postgres.compare.Buckets;
import dev.datamigration.database.postgres.compare.HashedTable;
import dev.datamigration.database.postgres.compare.KeyOperators;
import dev.datamigration.database.postgres.compare.RowDigest;
import dev.datamigration.database.postgres.compare.SuspectReader;
import dev.datamigration.transfer.Direction;
import java.util.List;
import java.util.Optional;

/**
 * Decides how each table is compared.
 *
 * @param source for questions to the catalog, as is target
 * @param digest how rows are hashed on both sides
 */
record TableComparisons(
        Session source,
        Session target,
        Direction direction,
        RowDigest digest,
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
        var onSource = side(source, pair.source(), pair.source());
        var onTarget = side(target, pair.source(), pair.target());
        var recheck = new Recheck(SuspectReader.of(onSource), SuspectReader.of(onTarget), barriers, halt);
        var suspects = new Suspects(
                tally,
                recheck,
                new Corrections(direction, onSource, onTarget),
                store,
                pair.source().hasKey(),
                settings.mismatchLimit());
        return new TableComparison(
                onSource, onTarget, pieces(pair, onSource, onTarget, suspects, tally), suspects, tally, store);
    }

    private Pieces pieces(
            TablePair pair, HashedTable onSource, HashedTable onTarget, Suspects suspects, TableTally tally) {
        if (pair.source().hasKey() && KeyOrder.isTheSameEverywhere(onSource.key())) {
            var comparison = new KeyRangeComparison(onSource, onTarget, suspects, tally, halt);
            return new KeyRangePieces(onSource, comparison, settings.chunkRows());
        }
        var buckets = Buckets.of(pair.estimatedRows(), Descent.LEAF_ROWS);
        return new BucketComparison(onSource, onTarget, buckets, suspects, tally, halt);
    }

    /** The source's columns and key, as one side has them. */
    private HashedTable side(Session session, DataTable onSource, DataTable side) {
        var columns = columns(onSource.copiedColumnNames(), side);
        var key = columns(onSource.key(), side);
        var operators = session.ask(connection -> KeyOperators.read(connection, key));
        return new HashedTable(side.name(), columns, key, operators, digest);
    }

    private static List<Column> columns(List<String> names, DataTable table) {
        return names.stream().map(table::column).toList();
    }
}
