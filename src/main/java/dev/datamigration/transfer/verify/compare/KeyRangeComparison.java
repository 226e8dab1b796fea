package dev.datamigration.transfer.verify.compare;

import dev.datamigration.database.compare.Both;
import dev.datamigration.database.compare.ComparedTable;
import dev.datamigration.database.compare.KeyRange;
import dev.datamigration.database.compare.KeyRangeReader;
import dev.datamigration.transfer.verify.result.Servers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Compares a range of keys and descends to the rows where it differs. */
public final class KeyRangeComparison {
    /** A range may have grown since it was counted; one that grew more is counted again. */
    private static final int MOST_FETCHED_ROWS = 10 * RangeDecision.LEAF_ROWS;

    private final KeyRangeReader source;
    private final KeyRangeReader target;
    private final StopSignal stopSignal;

    public KeyRangeComparison(Both<ComparedTable> pair, StopSignal stopSignal) {
        this.source = pair.source().ranges();
        this.target = pair.target().ranges();
        this.stopSignal = stopSignal;
    }

    /** Depth first, so that few ranges wait at any time. */
    public void compare(KeyRange chunk, RangeFindings findings, Servers servers) {
        var ranges = new ArrayDeque<KeyRange>();
        ranges.push(chunk);
        while (!ranges.isEmpty() && !findings.areEnough()) {
            stopSignal.check();
            var range = ranges.pop();
            var sums = servers.both(
                    connection -> source.aggregate(connection, range),
                    connection -> target.aggregate(connection, range));
            if (range == chunk) {
                findings.scanned(sums.source().rows());
            }
            descend(range, RangeDecision.of(sums.source(), sums.target()), ranges, findings, servers);
        }
    }

    private void descend(
            KeyRange range, RangeDecision descent, Deque<KeyRange> ranges, RangeFindings findings, Servers servers) {
        if (descent instanceof RangeDecision.Equal equal) {
            findings.consistent(equal.rows());
        } else if (descent instanceof RangeDecision.Cut cut) {
            var parts = range.cutAt(bounds(range, cut, servers));
            for (var i = parts.size() - 1; i >= 0; i--) {
                ranges.push(parts.get(i));
            }
        } else {
            compareRows(range, ranges, findings, servers);
        }
    }

    private List<List<String>> bounds(KeyRange range, RangeDecision.Cut cut, Servers servers) {
        return cut.atKeysOfSource()
                ? servers.source().ask(connection -> source.bounds(connection, range, cut.step()))
                : servers.target().ask(connection -> target.bounds(connection, range, cut.step()));
    }

    private void compareRows(KeyRange range, Deque<KeyRange> ranges, RangeFindings findings, Servers servers) {
        var rows = servers.both(
                connection -> source.rows(connection, range, MOST_FETCHED_ROWS),
                connection -> target.rows(connection, range, MOST_FETCHED_ROWS));
        if (rows.source().size() == MOST_FETCHED_ROWS || rows.target().size() == MOST_FETCHED_ROWS) {
            ranges.push(range);
            return;
        }
        var compared = RowComparison.of(rows.source(), rows.target(), row -> 1L);
        findings.consistent(compared.equalRows());
        findings.suspects(compared.suspects(), servers);
    }
}
