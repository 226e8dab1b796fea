package dev.datamigration.transfer.verify;

import dev.datamigration.api.TableResult;
import dev.datamigration.api.TableVerification;
import dev.datamigration.database.postgres.TableName;
import java.util.concurrent.atomic.AtomicLong;

/** Counts of one table, added to by all who compare it. */
final class TableTally {
    private final TableName table;
    private final long estimatedRows;
    private final AtomicLong consistent = new AtomicLong();
    private final AtomicLong sourceOnly = new AtomicLong();
    private final AtomicLong targetOnly = new AtomicLong();
    private final AtomicLong mismatched = new AtomicLong();
    private final AtomicLong scanned = new AtomicLong();
    private volatile TableResult result = TableResult.Pending;
    private volatile String message;

    TableTally(TableName table, long estimatedRows) {
        this.table = table;
        this.estimatedRows = Math.max(1, estimatedRows);
    }

    TableName table() {
        return table;
    }

    void addConsistent(long rows) {
        consistent.addAndGet(rows);
    }

    void addDifferent(DifferenceClass differenceClass, long rows) {
        switch (differenceClass) {
            case SourceOnly -> sourceOnly.addAndGet(rows);
            case TargetOnly -> targetOnly.addAndGet(rows);
            case Mismatched -> mismatched.addAndGet(rows);
        }
    }

    /** Rows that were looked at, equal or not: what percent is reckoned from. */
    void addScanned(long rows) {
        scanned.addAndGet(rows);
    }

    long consistent() {
        return consistent.get();
    }

    long sourceOnly() {
        return sourceOnly.get();
    }

    long targetOnly() {
        return targetOnly.get();
    }

    long mismatched() {
        return mismatched.get();
    }

    long different() {
        return sourceOnly() + targetOnly() + mismatched();
    }

    /** @param why may be null */
    void finish(TableResult outcome, String why) {
        message = why;
        result = outcome;
    }

    boolean finished() {
        return result != TableResult.Pending;
    }

    boolean equal() {
        return result == TableResult.Consistent || result == TableResult.BothEmpty;
    }

    long estimatedRows() {
        return estimatedRows;
    }

    long doneRows() {
        return finished() ? estimatedRows : Math.min(estimatedRows, scanned.get());
    }

    TableVerification status() {
        return new TableVerification(
                table.toString(), result, consistent(), sourceOnly(), targetOnly(), mismatched(), message);
    }

    /** Takes over what an earlier run of the same comparison found. */
    void restore(TableVerification found) {
        consistent.set(found.consistent());
        sourceOnly.set(found.sourceOnly());
        targetOnly.set(found.targetOnly());
        mismatched.set(found.mismatched());
        finish(found.result(), found.message());
    }
}
