package dev.datamigration.transfer.verify.repair;

import dev.datamigration.database.checkpoint.RowDifferenceStore.RepairedRow;
import dev.datamigration.database.compare.Both;
import dev.datamigration.database.compare.ComparedTable;
import dev.datamigration.database.compare.ComparisonSession;
import dev.datamigration.database.compare.RepairSession;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.verify.compare.Barriers;
import dev.datamigration.transfer.verify.compare.StopSignal;
import dev.datamigration.transfer.verify.result.Corrections;
import dev.datamigration.transfer.verify.result.DifferenceStore;
import dev.datamigration.transfer.verify.result.TableTally;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds what repairing rows of one table needs besides knowing which: moments to write at, bounds, and the record of it. */
public final class RepairedTable {
    private static final long LONGEST_WAIT_NANOS = 30_000_000_000L;
    private static final long PAUSE_MILLIS = 20;

    private final Run run;
    private final Both<ComparedTable> pair;
    private final TableTally tally;
    private final DifferenceStore differences;
    private final Barriers barriers;
    private final RepairSession transaction;
    private final StopSignal stopSignal;
    private final Map<List<String>, Integer> numbers = new HashMap<>();
    private int last;

    public RepairedTable(
            Run run,
            Both<ComparedTable> pair,
            TableTally tally,
            DifferenceStore differences,
            Barriers barriers,
            RepairSession transaction,
            StopSignal stopSignal) {
        differences.of(tally.table()).forEach(row -> {
            numbers.put(row.key(), row.number());
            last = Math.max(last, row.number());
        });
        this.run = run;
        this.pair = pair;
        this.tally = tally;
        this.differences = differences;
        this.barriers = barriers;
        this.transaction = transaction;
        this.stopSignal = stopSignal;
    }

    ComparedTable source() {
        return pair.source();
    }

    ComparedTable target() {
        return pair.target();
    }

    /** The widest row that is repaired. */
    long mostRowBytes() {
        return Math.max(Corrections.MOST_BYTES, run.plan().limits().maxRowBytes());
    }

    String tooWideRemark() {
        return "Rows are wider than spec.limits.maxRowBytes: raise it, or copy them by their keys.";
    }

    /** Keeps to the limits of the task. */
    void acquire(long rows, long bytes) {
        run.limiter().acquire(run.scope(), rows, bytes);
    }

    /**
     * Waits until every transaction that may have written the table on the source before now is over, and so can be seen.
     *
     * @return false if one of them takes too long
     */
    boolean awaitWriters(ComparisonSession source) {
        if (!barriers.exist()) {
            return true;
        }
        var end = System.nanoTime() + LONGEST_WAIT_NANOS;
        var writers = source.ask(source()::writers);
        while (!writers.isEmpty()) {
            if (System.nanoTime() > end) {
                return false;
            }
            stopSignal.pause(PAUSE_MILLIS);
            writers.retainAll(source.ask(source()::writers));
        }
        return true;
    }

    String writersRemark() {
        return run.direction()
                .tell("A transaction on the source has held the table for longer than 30 s (see pg_locks there).");
    }

    /** Waits until the apply has passed the end of the source's log. */
    void awaitApplied() {
        var passed = barriers.raise();
        while (!passed.getAsBoolean()) {
            stopSignal.pause(PAUSE_MILLIS);
        }
    }

    /** Writes while nothing is applied. */
    RepairSession.End whileStandingStill(RepairSession.Work work) {
        var ends = new ArrayList<RepairSession.End>();
        var deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
        while (!barriers.standStill(() -> ends.add(transaction.run(work))) && System.nanoTime() < deadline) {
            stopSignal.pause(PAUSE_MILLIS);
        }
        return ends.isEmpty() ? new RepairSession.End.NotNow() : ends.get(0);
    }

    /** Notes repaired differences, within the transaction that repairs them; they count once that is committed. */
    void repaired(Connection connection, List<RepairedRow> rows) throws SQLException {
        var numbered = new LinkedHashMap<Integer, RepairedRow>();
        rows.forEach(row -> numbered.put(numbers.computeIfAbsent(row.key(), unknown -> ++last), row));
        differences.repaired(connection, tally.table(), numbered);
    }
}
