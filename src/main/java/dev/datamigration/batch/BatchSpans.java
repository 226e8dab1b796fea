package dev.datamigration.batch;

import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.batch.BatchOperationStatus;
import dev.datamigration.batch.rule.BatchStatuses;
import dev.datamigration.trace.Spans;
import dev.datamigration.trace.Work;
import java.time.Instant;
import java.util.Map;

/** One span for a batch operation that has ended; what it did to each task is in that task's trace. */
final class BatchSpans {
    private BatchSpans() {}

    static void ended(BatchOperation batch, BatchOperationStatus status) {
        var meta = batch.getMetadata();
        Spans.tell(new Work(
                "batch",
                meta.getUid(),
                0,
                Instant.parse(status.startedAt()),
                Instant.parse(status.completedAt()),
                status.state().equals(BatchStatuses.FAILED) ? status.state() : null,
                Map.of(
                        "namespace", meta.getNamespace(),
                        "batch", meta.getName(),
                        "operation", batch.getSpec().operation().name(),
                        "selected", String.valueOf(status.counts().selected()),
                        "succeeded", String.valueOf(status.counts().succeeded()),
                        "failed", String.valueOf(status.counts().failed()))));
    }
}
