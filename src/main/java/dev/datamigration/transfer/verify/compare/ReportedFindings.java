package dev.datamigration.transfer.verify.compare;

import dev.datamigration.database.checkpoint.SharedRangeStore.RangeResult;
import dev.datamigration.transfer.verify.result.Servers;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a helper finds in one range, to be reported; for one thread. */
public final class ReportedFindings implements RangeFindings {
    private final int mostSuspects;
    private final List<List<String>> suspects = new ArrayList<>();
    private long scanned;
    private long consistent;

    /** @param mostSuspects after so many the rest of the range does not matter */
    public ReportedFindings(int mostSuspects) {
        this.mostSuspects = mostSuspects;
    }

    @Override
    public void scanned(long rows) {
        scanned += rows;
    }

    @Override
    public void consistent(long rows) {
        consistent += rows;
    }

    @Override
    public void suspects(List<List<String>> keys, Servers servers) {
        suspects.addAll(keys);
    }

    @Override
    public boolean areEnough() {
        return suspects.size() > mostSuspects;
    }

    /** @param number of the range */
    public RangeResult report(long number) {
        return new RangeResult(number, scanned, consistent, suspects);
    }
}
