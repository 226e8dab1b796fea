package dev.datamigration.batch;

import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.batch.rule.BatchEntry;
import dev.datamigration.batch.rule.BatchStatuses;
import dev.datamigration.batch.rule.EntryProgress;
import dev.datamigration.batch.rule.Ledger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The other batch operations of the namespace that a batch operation has to wait for, task by task: one that is at work
 * on the task, and an older one whose turn with it has yet to come.
 */
final class ConcurrentBatches {
    private static final Comparator<BatchOperation> BY_AGE = Comparator.<BatchOperation, String>comparing(
                    batch -> batch.getMetadata().getCreationTimestamp())
            .thenComparing(batch -> batch.getMetadata().getUid());

    private final List<Other> others;
    private final Map<String, MigrationTask> tasks;

    /** Its record is read only once a task asks for it: most looks ask for none, and it may be of ten thousand tasks. */
    private static final class Other {
        private final BatchOperation batch;
        private final boolean older;
        private final BatchSelection selection;
        private Map<String, EntryProgress> progress;

        Other(BatchOperation batch, boolean older) {
            this.batch = batch;
            this.older = older;
            this.selection = new BatchSelection(batch.getSpec());
        }

        /** Of each recorded task. */
        Map<String, EntryProgress> progress() {
            if (progress == null) {
                progress = Ledger.entries(batch.getStatus()).stream()
                        .collect(Collectors.toMap(BatchEntry::name, BatchEntry::progress));
            }
            return progress;
        }

        /** Before anything is recorded it means whatever it selects now. */
        boolean means(MigrationTask task) {
            return selection.means(
                    task.getMetadata().getName(), task.getMetadata().getLabels());
        }
    }

    ConcurrentBatches(BatchOperation batch, List<BatchOperation> all, Map<String, MigrationTask> tasks) {
        this.tasks = tasks;
        this.others = all.stream()
                .filter(other ->
                        !other.getMetadata().getUid().equals(batch.getMetadata().getUid()))
                .filter(ConcurrentBatches::atWork)
                .sorted(BY_AGE)
                .map(other -> new Other(other, BY_AGE.compare(other, batch) < 0))
                .toList();
    }

    private static boolean atWork(BatchOperation other) {
        return !other.getSpec().dryRun()
                && !BatchStatuses.finished(other.getStatus())
                && other.getMetadata().getDeletionTimestamp() == null;
    }

    /** The name of the batch operation that has to finish with the task first. */
    Optional<String> blocker(String task) {
        return others.stream()
                .filter(other -> blocks(other, task))
                .map(other -> other.batch.getMetadata().getName())
                .findFirst();
    }

    private boolean blocks(Other other, String name) {
        if (Ledger.isRecorded(other.batch)) {
            var progress = other.progress().get(name);
            return progress == EntryProgress.InProgress || (other.older && progress == EntryProgress.Pending);
        }
        var task = tasks.get(name);
        return other.older && task != null && other.means(task);
    }
}
