package dev.datamigration.transfer.verify;

import dev.datamigration.api.task.RepairMode;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.verify.compare.TablePair;
import dev.datamigration.transfer.verify.repair.RepairSessions;
import dev.datamigration.transfer.verify.result.Servers;
import dev.datamigration.transfer.verify.result.TableTally;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * Repairs what a comparison of all tables found, if that is wanted and not too much. It begins only after the last table:
 * if more rows differ than may be written, none is.
 */
final class Repair {
    private final Run run;
    private final TableComparisons comparisons;
    private final Runnable moved;

    /** @param moved called now and then */
    Repair(Run run, TableComparisons comparisons, Runnable moved) {
        this.run = run;
        this.comparisons = comparisons;
        this.moved = moved;
    }

    /**
     * Repairs what is to be repaired; an interrupted one goes on where it was.
     *
     * @param pairs with the tallies in the same order; all compared
     */
    void repair(List<TablePair> pairs, List<TableTally> tallies) {
        var settings = comparisons.settings().repair();
        if (settings.mode() != RepairMode.Apply
                || tallies.stream().noneMatch(tally -> tally.repairable() || tally.limitExceeded())) {
            return;
        }
        var rows = tallies.stream().mapToLong(Repair::rows).sum();
        if (rows > settings.maxRows() || tallies.stream().anyMatch(TableTally::limitExceeded)) {
            var why = tooMany(settings.maxRows());
            tallies.stream().filter(tally -> tally.different() > 0).forEach(tally -> tally.notRepaired(why));
            return;
        }
        var helpers = OwnedThreads.pool("verify-repair", 1);
        try {
            repairAll(pairs, tallies, helpers);
        } finally {
            helpers.shutdownNow();
        }
    }

    /** What was repaired before an interruption counts, too. */
    private static long rows(TableTally tally) {
        return tally.different() + (tally.repair() == null ? 0 : tally.repair().repaired());
    }

    private static String tooMany(int most) {
        return "More rows differ than spec.fullVerification.repair.maxRows (%d) lets a comparison write, so none was written. If they are to be repaired, raise it, and spec.fullVerification.runNonce."
                .formatted(most);
    }

    private void repairAll(List<TablePair> pairs, List<TableTally> tallies, ExecutorService helpers) {
        try (var servers = new Servers(run, helpers);
                var transaction = RepairSessions.open(run)) {
            for (var i = 0; i < pairs.size(); i++) {
                if (tallies.get(i).repairable()) {
                    comparisons
                            .repair(run, pairs.get(i), tallies.get(i), transaction, moved)
                            .repair(servers);
                }
            }
        }
    }
}
