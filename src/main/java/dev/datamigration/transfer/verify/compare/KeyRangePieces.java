package dev.datamigration.transfer.verify.compare;

import dev.datamigration.database.compare.Both;
import dev.datamigration.database.compare.ComparedTable;
import dev.datamigration.database.compare.KeyRange;
import dev.datamigration.database.compare.KeyRangeReader;
import dev.datamigration.database.table.TableName;
import dev.datamigration.transfer.verify.result.Servers;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Chunks of a table by ranges of its key, found by walking the source's index. */
public final class KeyRangePieces implements Pieces {
    private final KeyRangeReader source;
    private final TableName table;
    private final KeyRangeComparison comparison;
    private final RangeFindings findings;
    private final int chunkRows;
    private List<String> walkedTo;
    private boolean atEnd;

    /** @param table by its name on the source */
    public KeyRangePieces(
            TableName table, Both<ComparedTable> pair, RangeFindings findings, StopSignal stopSignal, int chunkRows) {
        this.source = pair.source().ranges();
        this.table = table;
        this.comparison = new KeyRangeComparison(pair, stopSignal);
        this.findings = findings;
        this.chunkRows = chunkRows;
    }

    @Override
    public boolean canBeShared() {
        return true;
    }

    @Override
    public Optional<Piece> next(Servers servers) {
        return nextRange(servers).map(Function.identity());
    }

    @Override
    public Optional<RangePiece> nextRange(Servers servers) {
        if (atEnd) {
            return Optional.empty();
        }
        var bound = servers.source().ask(connection -> source.nextBound(connection, walkedTo, chunkRows));
        var range = new KeyRange(walkedTo, bound.orElse(null));
        atEnd = bound.isEmpty();
        walkedTo = bound.orElse(null);
        return Optional.of(new RangePiece(table, range, comparison, findings));
    }
}
