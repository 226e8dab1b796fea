package dev.datamigration.batch;

import dev.datamigration.api.MigrationTask;
import dev.datamigration.kubernetes.EventSender;
import java.util.List;

/** Tells of a batch operation in events: its own, and one of each task that it edits. */
final class BatchEvents {
    private final EventSender sender;

    BatchEvents(EventSender sender) {
        this.sender = sender;
    }

    void recorded(BatchContext observed, List<BatchEntry> entries) {
        var open = entries.stream().filter(entry -> entry.progress().open()).count();
        var text = open + " of " + entries.size() + " selected tasks are to be operated";
        sender.send(observed.batch(), "Recorded", false, text, observed.now());
    }

    void requested(BatchContext observed, MigrationTask task) {
        var batch = observed.batch().getMetadata().getName();
        var text = observed.spec().operation() + " requested by BatchOperation " + batch;
        sender.send(task, "BatchOperation", false, text, observed.now());
    }

    void ended(BatchContext observed, CompletionRules.End end) {
        var reason = end.complete() ? "Complete" : "Failed";
        sender.send(observed.batch(), reason, !end.complete(), end.message(), observed.now());
    }
}
