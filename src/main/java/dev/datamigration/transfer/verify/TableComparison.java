package dev.datamigration.transfer.verify;

import dev.datamigration.api.status.TableResult;
import dev.datamigration.database.compare.Both;
import dev.datamigration.database.compare.ComparedTable;
import dev.datamigration.transfer.verify.compare.Piece;
import dev.datamigration.transfer.verify.compare.Pieces;
import dev.datamigration.transfer.verify.compare.RangePiece;
import dev.datamigration.transfer.verify.compare.Suspects;
import dev.datamigration.transfer.verify.result.ComparisonStore;
import dev.datamigration.transfer.verify.result.Servers;
import dev.datamigration.transfer.verify.result.TableTally;
import java.util.Optional;
import java.util.function.Supplier;

/** One table's comparison: hands out its pieces to the workers, and concludes when the last one is done. */
final class TableComparison {
    private final Both<ComparedTable> pair;
    private final Pieces pieces;
    private final Suspects suspects;
    private final TableTally tally;
    private final Runnable begin;
    private final ComparisonStore store;
    private boolean begun;
    private boolean exhausted;
    private boolean ended;
    private int running;

    /** @param begin done once, before anything is read */
    TableComparison(
            Both<ComparedTable> pair,
            Pieces pieces,
            Suspects suspects,
            TableTally tally,
            Runnable begin,
            ComparisonStore store) {
        this.pair = pair;
        this.pieces = pieces;
        this.suspects = suspects;
        this.tally = tally;
        this.begin = begin;
        this.store = store;
    }

    /** The next thing to do for this table; empty when there is none, or none before others have ended theirs. */
    synchronized Optional<Piece> take(Servers servers) {
        if (ended) {
            return Optional.empty();
        }
        var piece = next(() -> pieces.next(servers));
        if (piece.isPresent()) {
            return piece.map(work -> worker -> run(() -> work.compare(worker)));
        }
        if (running > 0) {
            return Optional.empty();
        }
        ended = true;
        return Optional.of(this::conclude);
    }

    /** A range for helpers, which is to be {@linkplain #run compared here} or taken in; empty where there is none. */
    synchronized Optional<RangePiece> takeRange(Servers servers) {
        return ended || !pieces.canBeShared() ? Optional.empty() : next(() -> pieces.nextRange(servers));
    }

    private <T> Optional<T> next(Supplier<Optional<T>> source) {
        if (!begun) {
            begin.run();
            begun = true;
        }
        var piece = exhausted || suspects.limitExceeded() ? Optional.<T>empty() : source.get();
        exhausted = piece.isEmpty();
        running += piece.isPresent() ? 1 : 0;
        return piece;
    }

    /** Returns whether there will never be anything to do for it any more. */
    synchronized boolean isEnded() {
        return ended;
    }

    /** Ends the comparison of this table alone. */
    synchronized void fail(String message) {
        ended = true;
        finish(TableResult.Error, message);
    }

    /** Ends what was taken, whatever comes of it. */
    void run(Runnable piece) {
        try {
            piece.run();
        } finally {
            pieceEnded();
        }
    }

    private synchronized void pieceEnded() {
        running--;
    }

    private void conclude(Servers servers) {
        suspects.settleRest(servers);
        if (tally.different() > 0) {
            var anyRow = servers.both(pair.source()::hasRows, pair.target()::hasRows);
            finish(unequal(anyRow.source(), anyRow.target()), suspects.remark());
        } else if (suspects.undecided() != null) {
            finish(TableResult.Error, suspects.undecided());
        } else {
            finish(tally.consistent() == 0 ? TableResult.BothEmpty : TableResult.Consistent, null);
        }
    }

    private TableResult unequal(boolean sourceHasRows, boolean targetHasRows) {
        if (!targetHasRows && sourceHasRows) {
            return TableResult.TargetEmpty;
        }
        if (!sourceHasRows && targetHasRows) {
            return TableResult.SourceEmpty;
        }
        return suspects.limitExceeded() ? TableResult.MismatchLimitExceeded : TableResult.Inconsistent;
    }

    private void finish(TableResult result, String message) {
        tally.finish(result, message);
        store.finish(tally.table(), tally.status());
    }
}
