package dev.datamigration.kubectl.cluster;

import dev.datamigration.api.batch.BatchCounts;
import dev.datamigration.api.batch.BatchOperationStatus;
import dev.datamigration.api.batch.BatchTaskResult;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/**
 * A batch operation as it is read.
 *
 * @param status null where the operator has not looked at it yet
 */
public record BatchView(BatchOperationStatus status) {
    private static final String COMPLETE = "Complete";

    public boolean isComplete() {
        return status != null && COMPLETE.equals(status.state());
    }

    public boolean hasEnded() {
        return status != null && status.completedAt() != null;
    }

    /** Returns whether every task came to the outcome. */
    public boolean hasSucceeded() {
        return COMPLETE.equals(outcome().getType());
    }

    /** Complete or Failed, and why; without a type until it has ended. */
    public Condition outcome() {
        return status == null || status.conditions().isEmpty()
                ? new Condition()
                : status.conditions().get(0);
    }

    public List<BatchTaskResult> tasks() {
        return status == null ? List.of() : status.tasks();
    }

    public int selected() {
        return count(counts().selected());
    }

    public int supported() {
        return count(counts().supported());
    }

    public int unsupported() {
        return count(counts().unsupported());
    }

    public int failed() {
        return count(counts().failed());
    }

    /** Tasks that have their result. */
    public int done() {
        return failed() + count(counts().succeeded());
    }

    private BatchCounts counts() {
        return status == null || status.counts() == null
                ? new BatchCounts(null, null, null, null, null)
                : status.counts();
    }

    private static int count(Integer number) {
        return number == null ? 0 : number;
    }
}
