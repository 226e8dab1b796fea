package dev.datamigration.metrics;

import dev.datamigration.api.IncrementalStatus;
import dev.datamigration.metrics.Metric.Kind;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** How far incremental synchronisations are. Counts begin anew where a worker loses its count: as counters do. */
final class SyncMetrics {
    private static final String PREFIX = "datamigration_task_incremental_";
    private static final double MILLIS = 1000.0;

    private static final TaskMetric CHANGES = new TaskMetric(
            TaskMetric.metric(PREFIX + "changes_total", Kind.Counter, "Changes applied, by kind.", "kind"),
            SyncMetrics::changes);

    static final List<TaskMetric> ALL = List.of(
            gauge(
                    "latency_seconds",
                    "From a commit on the source to its commit on the target; 0 when idle.",
                    i -> i.latencyMillis() == null ? null : i.latencyMillis() / MILLIS),
            gauge("rows_per_second", "Changed rows applied per second now.", i -> i.rowsPerSecond()),
            CHANGES,
            counter("conflicts_total", "Changes that met a target row other than expected.", i -> i.conflicts()),
            counter("skipped_total", "Changes of kinds that the task leaves out.", i -> i.skipped()),
            gauge("retained_log_bytes", "Log that the source keeps for the task.", i -> i.retainedLogBytes()),
            gauge(
                    "checkpoint_timestamp_seconds",
                    "Time on the source up to which everything is applied.",
                    i -> StateMetrics.seconds(i.checkpointTimestamp())),
            gauge(
                    "caught_up",
                    "1 once the task has caught up with the source since it was last resumed, else 0.",
                    i -> i.caughtUp() == null ? null : i.caughtUp() ? 1 : 0));

    private SyncMetrics() {}

    private static Stream<Point> changes(TaskView view) {
        var sync = view.incremental();
        return sync == null
                ? Stream.empty()
                : Stream.of(
                                TaskMetric.point(view, sync.inserts(), "insert"),
                                TaskMetric.point(view, sync.updates(), "update"),
                                TaskMetric.point(view, sync.deletes(), "delete"),
                                TaskMetric.point(view, sync.truncates(), "truncate"))
                        .flatMap(Function.identity());
    }

    private static TaskMetric gauge(String name, String help, Function<IncrementalStatus, Number> value) {
        return TaskMetric.gauge(PREFIX + name, help, view -> read(view, value));
    }

    private static TaskMetric counter(String name, String help, Function<IncrementalStatus, Number> value) {
        return TaskMetric.counter(PREFIX + name, help, view -> read(view, value));
    }

    private static Number read(TaskView view, Function<IncrementalStatus, Number> value) {
        return view.incremental() == null ? null : value.apply(view.incremental());
    }
}
