package dev.datamigration.metrics;

import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.batch.BatchOperationStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Counts batch operations as they end. */
public final class BatchMeters {
    static final Metric DURATION = Metric.histogram(
            "datamigration_batch_duration_seconds",
            "Batch operations that ended, and how long they took.",
            "operation",
            "outcome");
    static final Metric RESULTS = Metric.counter(
            "datamigration_batch_task_results_total",
            "Tasks of batch operations that ended, by what became of them.",
            "operation",
            "result");
    static final List<Metric> ALL = List.of(DURATION, RESULTS);

    private static final Duration[] BUCKETS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(6)
    };

    private BatchMeters() {}

    /** To be called once, when the status that says that it ended was written. A dry run is not counted. */
    public static void ended(BatchOperation batch, BatchOperationStatus status) {
        if (batch.getSpec().dryRun()) {
            return;
        }
        var operation = batch.getSpec().operation().name();
        Timer.builder("datamigration.batch.duration")
                .description(DURATION.help())
                .serviceLevelObjectives(BUCKETS)
                .tags("operation", operation, "outcome", status.state())
                .register(Metrics.globalRegistry)
                .record(Duration.between(Instant.parse(status.startedAt()), Instant.parse(status.completedAt())));
        count(operation, "succeeded", status.counts().succeeded());
        count(operation, "failed", status.counts().failed());
        count(operation, "unsupported", status.counts().unsupported());
    }

    private static void count(String operation, String result, int tasks) {
        Counter.builder("datamigration.batch.task.results")
                .description(RESULTS.help())
                .tags("operation", operation, "result", result)
                .register(Metrics.globalRegistry)
                .increment(tasks);
    }
}
