package dev.datamigration.batch.rule;

import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.batch.BatchOperationSpec;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.api.task.ReleaseMode;
import dev.datamigration.lifecycle.condition.UnansweringServers;

/** Tasks that come to no state which an End takes, since a server of theirs is gone. */
final class UnreachableEnd {
    private UnreachableEnd() {}

    /** Returns whether the batch gives up what is held on such servers, and the task is held up by one. */
    static boolean canBeGivenUp(BatchOperationSpec spec, MigrationTaskStatus status) {
        return spec.operation() == TaskOperation.End
                && spec.release() != null
                && spec.release().mode() == ReleaseMode.Abandon
                && UnansweringServers.holdUp(status);
    }
}
