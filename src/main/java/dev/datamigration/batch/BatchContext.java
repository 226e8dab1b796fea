package dev.datamigration.batch;

import dev.datamigration.api.BatchOperation;
import dev.datamigration.api.BatchOperationSpec;
import dev.datamigration.api.MigrationTask;
import dev.datamigration.lifecycle.CurrentFlow;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * All that a decision about a batch operation rests on.
 *
 * @param tasks of the namespace, by name
 * @param edited UIDs of the tasks that this process knows to have edited for it, even where the cache does not show it
 * @param blocker by a task's name, which other batch operation has to finish with it first
 */
record BatchContext(
        BatchOperation batch,
        Map<String, MigrationTask> tasks,
        Set<String> edited,
        Function<String, Optional<String>> blocker,
        Eligibility eligibility,
        Instant now) {

    BatchOperationSpec spec() {
        return batch.getSpec();
    }

    /** The task that was selected: not another one that has taken its name. */
    Optional<MigrationTask> task(BatchEntry entry) {
        return Optional.ofNullable(tasks.get(entry.name())).filter(entry::means);
    }

    boolean edited(MigrationTask task) {
        return edited.contains(task.getMetadata().getUid()) || BatchAnnotations.isOn(task, batch);
    }

    /** The same, of the batch operation as it was written since. */
    BatchContext of(BatchOperation written) {
        return new BatchContext(written, tasks, edited, blocker, eligibility, now);
    }

    /** Of the direction that changes go in now. */
    static String latest(MigrationTask task) {
        var flow = CurrentFlow.of(Eligibility.status(task));
        return flow == null ? null : flow.checkpointTimestamp();
    }
}
