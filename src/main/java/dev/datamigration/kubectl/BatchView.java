package dev.datamigration.kubectl;

import dev.datamigration.api.BatchCounts;
import dev.datamigration.api.BatchOperationStatus;
import dev.datamigration.api.BatchTaskResult;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/**
 * A batch operation as it is read.
 *
 * @param status null where the operator has not looked at it yet
 */
record BatchView(BatchOperationStatus status) {
    private static final String COMPLETE = "Complete";

    boolean isComplete() {
        return status != null && COMPLETE.equals(status.state());
    }

    boolean hasEnded() {
        return status != null && status.completedAt() != null;
    }

    /** Returns whether every task came to the outcome. */
    boolean hasSucceeded() {
        return COMPLETE.equals(outcome().getType());
    }

    /** Complete or Failed, and why; without a type until it has ended. */
    Condition outcome() {
        return status == null || status.conditions().isEmpty()
                ? new Condition()
                : status.conditions().get(0);
    }

    List<BatchTaskResult> tasks() {
        return status == null ? List.of() : status.tasks();
    }

    int selected() {
        return count(counts().selected());
    }

    int supported() {
        return count(counts().supported());
    }

    int unsupported() {
        return count(counts().unsupported());
    }

    int failed() {
        return count(counts().failed());
    }

    /** Tasks that have their result. */
    int done() {
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
