package dev.datamigration.task;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.trace.Spans;
import dev.datamigration.trace.Work;
import java.time.Instant;
import java.util.HashMap;
import java.util.Objects;

/** A span for each pass that brings a task to another state, phase, worker or switchover step; others are not told. */
final class TaskSpans {
    private TaskSpans() {}

    static void passed(MigrationTask task, MigrationTaskStatus after, Instant begun) {
        var before = task.getStatus() == null ? MigrationTaskStatus.empty() : task.getStatus();
        if (!isWorthTelling(before, after)) {
            return;
        }
        var details = new HashMap<String, String>();
        details.put("namespace", task.getMetadata().getNamespace());
        details.put("task", task.getMetadata().getName());
        details.put("state", String.valueOf(after.state()));
        if (after.phase() != null) {
            details.put("phase", after.phase().name());
        }
        if (after.awaiting() != null) {
            details.put("awaiting", after.awaiting().step().name());
        }
        var failure = after.failure() == null ? null : after.failure().code();
        var epoch = after.epoch() == null ? 0 : after.epoch();
        Spans.tell(new Work("reconcile", task.getMetadata().getUid(), epoch, begun, Instant.now(), failure, details));
    }

    private static boolean isWorthTelling(MigrationTaskStatus before, MigrationTaskStatus after) {
        return before.state() != after.state()
                || before.phase() != after.phase()
                || !Objects.equals(before.epoch(), after.epoch())
                || !Objects.equals(before.awaiting(), after.awaiting());
    }
}
