package dev.datamigration.batch.rule;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.kubernetes.EventSender;
import java.util.List;

/** Tells of a batch operation in events: its own, and one of each task that it edits. */
public final class BatchEvents {
    private final EventSender sender;

    public BatchEvents(EventSender sender) {
        this.sender = sender;
    }

    public void recorded(BatchContext observed, List<BatchEntry> entries) {
        var open = entries.stream().filter(entry -> entry.progress().open()).count();
        var text = open + " of " + entries.size() + " selected tasks are to be operated";
        sender.send(observed.batch(), "Recorded", false, text, observed.now());
    }

    public void requested(BatchContext observed, MigrationTask task) {
        var batch = observed.batch().getMetadata().getName();
        var text = observed.spec().operation() + " requested by BatchOperation " + batch;
        sender.send(task, "BatchOperation", false, text, observed.now());
    }

    public void ended(BatchContext observed, CompletionRules.End end) {
        var reason = end.complete() ? "Complete" : "Failed";
        sender.send(observed.batch(), reason, !end.complete(), end.message(), observed.now());
    }
}
