package dev.datamigration.batch;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.batch.rule.BatchContext;
import dev.datamigration.batch.rule.BatchEntry;
import dev.datamigration.batch.rule.BatchSchedule;
import dev.datamigration.batch.rule.EntryProgress;
import dev.datamigration.batch.rule.QualifiedNote;
import dev.datamigration.batch.rule.ResultReason;
import dev.datamigration.batch.rule.Waves;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Draws up the list of selected tasks, which is recorded before anything is done, and is all that a dry run does. */
public final class SelectionStep {
    private final BatchContext observed;
    private final EntryProgress qualified;

    private SelectionStep(BatchContext observed) {
        this.observed = observed;
        this.qualified = observed.spec().dryRun() ? EntryProgress.Supported : EntryProgress.Pending;
    }

    /** One entry for each task, by name. */
    public static List<BatchEntry> of(BatchContext observed) {
        return new SelectionStep(observed).entries();
    }

    private List<BatchEntry> entries() {
        var selection = new BatchSelection(observed.spec());
        var names = new TreeSet<>(selection.names());
        observed.tasks().forEach((name, task) -> {
            if (selection.means(name, task.getMetadata().getLabels())) {
                names.add(name);
            }
        });
        var entries = names.stream().map(this::entry).toList();
        return Waves.divide(entries, observed.spec().waves(), labels(names));
    }

    private Map<String, Map<String, String>> labels(TreeSet<String> names) {
        return names.stream()
                .map(observed.tasks()::get)
                .filter(task -> task != null && task.getMetadata().getLabels() != null)
                .collect(Collectors.toMap(
                        task -> task.getMetadata().getName(),
                        task -> task.getMetadata().getLabels()));
    }

    private BatchEntry entry(String name) {
        var task = observed.tasks().get(name);
        return task == null
                ? new BatchEntry(
                        name, null, 0, EntryProgress.Unsupported, ResultReason.NotFound, notFound(name), null, null)
                : entry(task);
    }

    private BatchEntry qualifying(BatchEntry entry, MigrationTask task) {
        return observed.spec().dryRun()
                ? entry.to(
                        qualified,
                        ResultReason.Supported,
                        QualifiedNote.of(observed.spec().operation(), task))
                : entry;
    }

    private String notFound(String name) {
        return "no MigrationTask " + name + " in namespace "
                + observed.batch().getMetadata().getNamespace();
    }

    private BatchEntry entry(MigrationTask task) {
        var entry = BatchEntry.of(task, qualified, ResultReason.Waiting);
        var blocker = observed.blocker().apply(entry.name());
        if (blocker.isPresent() && !observed.spec().dryRun()) {
            return entry.to(EntryProgress.Pending, ResultReason.WaitingForOther, BatchSchedule.waitsFor(blocker.get()));
        }
        return observed.eligibility()
                .obstacle(task)
                .map(obstacle -> entry.to(EntryProgress.Unsupported, obstacle.reason(), obstacle.message()))
                .orElseGet(() -> qualifying(entry, task));
    }
}
