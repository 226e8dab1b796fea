package dev.datamigration.transfer.verify;

import dev.datamigration.database.postgres.compare.HashedTable;
import dev.datamigration.database.postgres.compare.KeyRange;
import dev.datamigration.database.postgres.compare.KeyRangeReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Compares a range of keys and descends to the rows where it differs. */
final class KeyRangeComparison {
    /** A range may have grown since it was counted; one that grew more is counted again. */
    private static final int MOST_FETCHED_ROWS = 10 * Descent.LEAF_ROWS;

    private final KeyRangeReader source;
    private final KeyRangeReader target;
    private final Suspects suspects;
    private final TableTally tally;
    private final Halt halt;

    KeyRangeComparison(HashedTable source, HashedTable target, Suspects suspects, TableTally tally, Halt halt) {
        this.source = new KeyRangeReader(source);
        this.target = new KeyRangeReader(target);
        this.suspects = suspects;
        this.tally = tally;
        this.halt = halt;
    }

    /** Depth first, so that few ranges wait at any time. */
    void compare(KeyRange chunk, Servers servers) {
        var ranges = new ArrayDeque<KeyRange>();
        ranges.push(chunk);
        while (!ranges.isEmpty() && !suspects.limitExceeded()) {
            halt.check();
            var range = ranges.pop();
            var sums = servers.both(
                    connection -> source.aggregate(connection, range),
                    connection -> target.aggregate(connection, range));
            if (range == chunk) {
                tally.addScanned(sums.source().rows());
            }
            descend(range, Descent.of(sums.source(), sums.target()), ranges, servers);
        }
    }

    private void descend(KeyRange range, Descent descent, Deque<KeyRange> ranges, Servers servers) {
        if (descent instanceof Descent.Equal equal) {
            tally.addConsistent(equal.rows());
        } else if (descent instanceof Descent.Cut cut) {
            var parts = range.cutAt(bounds(range, cut, servers));
            for (var i = parts.size() - 1; i >= 0; i--) {
                ranges.push(parts.get(i));
            }
        } else {
            compareRows(range, ranges, servers);
        }
    }

    private List<List<String>> bounds(KeyRange range, Descent.Cut cut, Servers servers) {
        return cut.atKeysOfSource()
                ? servers.source().ask(connection -> source.bounds(connection, range, cut.step()))
                : servers.target().ask(connection -> target.bounds(connection, range, cut.step()));
    }

    private void compareRows(KeyRange range, Deque<KeyRange> ranges, Servers servers) {
        var rows = servers.both(
                connection -> source.rows(connection, range, MOST_FETCHED_ROWS),
                connection -> target.rows(connection, range, MOST_FETCHED_ROWS));
        if (rows.source().size() == MOST_FETCHED_ROWS || rows.target().size() == MOST_FETCHED_ROWS) {
            ranges.push(range);
            return;
        }
        var compared = RowComparison.of(rows.source(), rows.target(), row -> 1L);
        tally.addConsistent(compared.equalRows());
        suspects.add(compared.suspects(), servers);
    }
}
