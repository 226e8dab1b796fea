package dev.datamigration.batch.rule;

import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.batch.BatchOperationSpec;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.lifecycle.model.CurrentFlow;
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
public record BatchContext(
        BatchOperation batch,
        Map<String, MigrationTask> tasks,
        Set<String> edited,
        Function<String, Optional<String>> blocker,
        Eligibility eligibility,
        Instant now) {

    public BatchOperationSpec spec() {
        return batch.getSpec();
    }

    /** The task that was selected: not another one that has taken its name. */
    public Optional<MigrationTask> task(BatchEntry entry) {
        return Optional.ofNullable(tasks.get(entry.name())).filter(entry::means);
    }

    public boolean edited(MigrationTask task) {
        return edited.contains(task.getMetadata().getUid()) || BatchAnnotations.isOn(task, batch);
    }

    /** The same, of the batch operation as it was written since. */
    public BatchContext of(BatchOperation written) {
        return new BatchContext(written, tasks, edited, blocker, eligibility, now);
    }

    /** Of the direction that changes go in now. */
    public static String latest(MigrationTask task) {
        var flow = CurrentFlow.of(Eligibility.status(task));
        return flow == null ? null : flow.checkpointTimestamp();
    }
}
