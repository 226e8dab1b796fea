package dev.datamigration.batch;

import dev.datamigration.api.BatchOperation;
import dev.datamigration.api.MigrationTask;
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

    /** @param progress of each recorded task; null before anything was recorded */
    private record Other(
            BatchOperation batch, boolean older, Map<String, EntryProgress> progress, BatchSelection selection) {}

    ConcurrentBatches(BatchOperation batch, List<BatchOperation> all, Map<String, MigrationTask> tasks) {
        this.tasks = tasks;
        this.others = all.stream()
                .filter(other ->
                        !other.getMetadata().getUid().equals(batch.getMetadata().getUid()))
                .filter(ConcurrentBatches::atWork)
                .sorted(BY_AGE)
                .map(other -> new Other(
                        other, BY_AGE.compare(other, batch) < 0, progress(other), new BatchSelection(other.getSpec())))
                .toList();
    }

    private static Map<String, EntryProgress> progress(BatchOperation other) {
        return Ledger.isRecorded(other)
                ? Ledger.entries(other.getStatus()).stream()
                        .collect(Collectors.toMap(BatchEntry::name, BatchEntry::progress))
                : null;
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
                .map(other -> other.batch().getMetadata().getName())
                .findFirst();
    }

    private boolean blocks(Other other, String name) {
        if (other.progress() != null) {
            var progress = other.progress().get(name);
            return progress == EntryProgress.InProgress || (other.older() && progress == EntryProgress.Pending);
        }
        var task = tasks.get(name);
        return other.older()
                && task != null
                && other.selection().means(name, task.getMetadata().getLabels());
    }
}
