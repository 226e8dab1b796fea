package dev.datamigration.transfer.verify.result;

import dev.datamigration.api.status.RepairStatus;
import dev.datamigration.api.status.TableResult;
import dev.datamigration.api.status.TableVerification;
import dev.datamigration.database.Position;
import dev.datamigration.database.checkpoint.RowDifferenceStore.DifferenceClass;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Counts of one table, added to by all who compare it. */
public final class TableTally {
    private final TableName table;
    private final long estimatedRows;
    private final AtomicLong consistent = new AtomicLong();
    private final AtomicLong sourceOnly = new AtomicLong();
    private final AtomicLong targetOnly = new AtomicLong();
    private final AtomicLong mismatched = new AtomicLong();
    private final AtomicLong scanned = new AtomicLong();
    private final Queue<List<String>> undecided = new ConcurrentLinkedQueue<>();
    private volatile TableResult result = TableResult.Pending;
    private volatile String message;
    private volatile Instant comparedAt;
    private volatile String position;
    private volatile RepairStatus repair;

    public TableTally(TableName table, long estimatedRows) {
        this.table = table;
        this.estimatedRows = Math.max(1, estimatedRows);
    }

    public TableName table() {
        return table;
    }

    public void addConsistent(long rows) {
        consistent.addAndGet(rows);
    }

    public void addDifferent(DifferenceClass differenceClass, long rows) {
        switch (differenceClass) {
            case SourceOnly -> sourceOnly.addAndGet(rows);
            case TargetOnly -> targetOnly.addAndGet(rows);
            case Mismatched -> mismatched.addAndGet(rows);
        }
    }

    /** Rows that were looked at, equal or not: what percent is reckoned from. */
    public void addScanned(long rows) {
        scanned.addAndGet(rows);
    }

    /** Suspects that never stood still. */
    public void addUndecided(List<List<String>> keys) {
        undecided.addAll(keys);
    }

    /** Those of this comparison; what an earlier run could not decide is only told by the message. */
    public List<List<String>> undecided() {
        return List.copyOf(undecided);
    }

    public long scanned() {
        return scanned.get();
    }

    public long consistent() {
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

    public long different() {
        return sourceOnly() + targetOnly() + mismatched();
    }

    /**
     * The comparison begins.
     *
     * @param end of the source's log
     */
    public void begin(Instant now, Position end) {
        comparedAt = now;
        position = end.toString();
    }

    /** @param why may be null */
    public void finish(TableResult outcome, String why) {
        message = why;
        result = outcome;
    }

    /** The comparison found all rows equal. */
    public void equal(long rows) {
        addScanned(rows);
        addConsistent(rows);
        finish(rows == 0 ? TableResult.BothEmpty : TableResult.Consistent, null);
    }

    public boolean finished() {
        return result != TableResult.Pending;
    }

    /** Returns when its comparison began; null where it has not. */
    public Instant comparedAt() {
        return comparedAt;
    }

    public boolean equal() {
        return result == TableResult.Consistent || result == TableResult.BothEmpty;
    }

    long estimatedRows() {
        return estimatedRows;
    }

    long doneRows() {
        return finished() ? estimatedRows : Math.min(estimatedRows, scanned.get());
    }

    public TableVerification status() {
        return new TableVerification(
                table.toString(),
                result,
                consistent(),
                sourceOnly(),
                targetOnly(),
                mismatched(),
                message,
                comparedAt == null ? null : comparedAt.toString(),
                position,
                repair);
    }

    /** Adds what earlier comparisons of the table repaired: a status never hides that there were differences. */
    public void repairedBefore(RepairStatus earlier) {
        var now = repair == null ? new RepairStatus(0L, 0L, 0L, 0L, null) : repair;
        repair = new RepairStatus(
                earlier.inserted() + now.inserted(),
                earlier.updated() + now.updated(),
                earlier.deleted() + now.deleted(),
                now.left(),
                now.message());
    }

    public TableResult result() {
        return result;
    }

    /**
     * All that differed was copied.
     *
     * @param done how many were written
     * @param equal how many are equal now
     */
    public void copied(RepairStatus done, long equal) {
        consistent.set(equal);
        List.of(sourceOnly, targetOnly, mismatched).forEach(count -> count.set(0));
        repair = done;
        finish(equal == 0 ? TableResult.BothEmpty : TableResult.Consistent, null);
    }

    /** Returns whether its differences are known one by one, so that they can be repaired. */
    public boolean repairable() {
        return switch (result) {
            case Inconsistent, SourceEmpty, TargetEmpty -> true;
            case Error -> !undecided.isEmpty();
            default -> false;
        };
    }

    public boolean limitExceeded() {
        return result == TableResult.MismatchLimitExceeded;
    }

    /** Null unless rows were to be repaired. */
    public RepairStatus repair() {
        return repair;
    }

    /** Tells how far a repair is. */
    public void repairing(RepairStatus sofar) {
        repair = sofar;
    }

    /** None of the differing rows is to be written. */
    public void notRepaired(String why) {
        repair = new RepairStatus(0L, 0L, 0L, different(), why);
    }

    /**
     * The repair is over.
     *
     * @param done how many rows were written
     * @param equalRows how many rows of both sides differed and do no more
     * @param left what still differs, or never stood still
     * @param remark why, for people; may be null
     */
    public void repaired(RepairStatus done, long equalRows, Settled left, String remark) {
        consistent.addAndGet(equalRows);
        List.of(sourceOnly, targetOnly, mismatched).forEach(count -> count.set(0));
        left.different().forEach(difference -> addDifferent(difference.differenceClass(), difference.rowsApart()));
        var moving = left.undecided().size();
        var open = different() + moving;
        repair = new RepairStatus(
                done.inserted(), done.updated(), done.deleted(), open, open == 0 ? null : leftRemark(moving, remark));
        var forgotten = message != null && undecided.isEmpty();
        if (different() > 0) {
            finish(TableResult.Inconsistent, forgotten ? message : null);
        } else if (moving > 0 || forgotten) {
            finish(TableResult.Error, forgotten ? message : repair.message());
        } else {
            finish(consistent() == 0 ? TableResult.BothEmpty : TableResult.Consistent, null);
        }
    }

    private static String leftRemark(int undecided, String remark) {
        return remark == null
                ? Quantity.of(undecided, "row")
                        + " changed too often to be repaired; raise spec.fullVerification.runNonce to compare again"
                : remark;
    }

    /** Takes over what an earlier run of the same comparison found. */
    public void restore(TableVerification found) {
        consistent.set(found.consistent());
        sourceOnly.set(found.sourceOnly());
        targetOnly.set(found.targetOnly());
        mismatched.set(found.mismatched());
        comparedAt = found.comparedAt() == null ? null : Instant.parse(found.comparedAt());
        position = found.position();
        repair = found.repair();
        finish(found.result(), found.message());
    }
}
