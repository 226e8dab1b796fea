package dev.datamigration.metrics;

import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.metrics.Metric.Kind;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Shows how far incremental synchronisations are. Counts begin anew where a worker loses its count: as counters do. */
final class SyncMetrics {
    private static final String PREFIX = "datamigration_task_incremental_";
    private static final double MILLIS = 1000.0;

    private static final TaskMetric CHANGES = new TaskMetric(
            TaskMetric.metric(PREFIX + "changes_total", Kind.Counter, "Changes applied, by kind.", "direction", "kind"),
            view -> Directions.both(direction -> changes(view, direction)));

    static final List<TaskMetric> ALL = List.of(
            gauge(
                    "latency_seconds",
                    "From a commit on one side to its commit on the other; 0 when idle.",
                    i -> i.latencyMillis() == null ? null : i.latencyMillis() / MILLIS),
            gauge("rows_per_second", "Changed rows applied per second now.", i -> i.rowsPerSecond()),
            CHANGES,
            counter("conflicts_total", "Changes that met a row other than expected.", i -> i.conflicts()),
            counter("skipped_total", "Changes of kinds that the task leaves out.", i -> i.skipped()),
            gauge("retained_log_bytes", "Log that the side read from keeps for the task.", i -> i.retainedLogBytes()),
            gauge(
                    "checkpoint_timestamp_seconds",
                    "Time on the side read from up to which everything is applied.",
                    i -> StateMetrics.seconds(i.checkpointTimestamp())),
            gauge(
                    "caught_up",
                    "1 once the task has caught up since it was last resumed, else 0.",
                    i -> i.caughtUp() == null ? null : i.caughtUp() ? 1 : 0));

    private SyncMetrics() {}

    private static Stream<Point> changes(TaskSample view, Directions direction) {
        var sync = view.incremental(direction.isBack());
        return sync == null
                ? Stream.empty()
                : Stream.of(
                                TaskMetric.point(view, sync.inserts(), direction, "insert"),
                                TaskMetric.point(view, sync.updates(), direction, "update"),
                                TaskMetric.point(view, sync.deletes(), direction, "delete"),
                                TaskMetric.point(view, sync.truncates(), direction, "truncate"))
                        .flatMap(Function.identity());
    }

    private static TaskMetric gauge(String name, String help, Function<IncrementalStatus, Number> value) {
        return metric(name, Kind.Gauge, help, value);
    }

    private static TaskMetric counter(String name, String help, Function<IncrementalStatus, Number> value) {
        return metric(name, Kind.Counter, help, value);
    }

    private static TaskMetric metric(String name, Kind kind, String help, Function<IncrementalStatus, Number> value) {
        return new TaskMetric(
                TaskMetric.metric(PREFIX + name, kind, help, "direction"),
                view -> Directions.both(direction -> TaskMetric.point(view, read(view, direction, value), direction)));
    }

    private static Number read(TaskSample view, Directions direction, Function<IncrementalStatus, Number> value) {
        var sync = view.incremental(direction.isBack());
        return sync == null ? null : value.apply(sync);
    }
}
