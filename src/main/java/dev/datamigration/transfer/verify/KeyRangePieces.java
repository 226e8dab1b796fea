package dev.datamigration.transfer.verify;

import dev.datamigration.database.postgres.compare.HashedTable;
import dev.datamigration.database.postgres.compare.KeyRange;
import dev.datamigration.database.postgres.compare.KeyRangeReader;
import java.util.List;
import java.util.Optional;

/** Chunks of a table by ranges of its key, found by walking the source's index. */
final class KeyRangePieces implements Pieces {
    private final KeyRangeReader source;
    private final KeyRangeComparison comparison;
    private final int chunkRows;
    private List<String> walkedTo;
    private boolean atEnd;

    KeyRangePieces(HashedTable source, KeyRangeComparison comparison, int chunkRows) {
        this.source = new KeyRangeReader(source);
        this.comparison = comparison;
        this.chunkRows = chunkRows;
    }

    @Override
    public Optional<Piece> next(Servers servers) {
        if (atEnd) {
            return Optional.empty();
        }
        var bound = servers.source().ask(connection -> source.nextBound(connection, walkedTo, chunkRows));
        var range = new KeyRange(walkedTo, bound.orElse(null));
        atEnd = bound.isEmpty();
        walkedTo = bound.orElse(null);
        return Optional.of(worker -> comparison.compare(range, worker));
    }
}
