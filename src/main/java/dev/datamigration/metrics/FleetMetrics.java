package dev.datamigration.metrics;

import dev.datamigration.api.TaskState;
import dev.datamigration.api.batch.BatchCounts;
import dev.datamigration.api.batch.BatchOperation;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows how many tasks and batch operations there are, however many. */
final class FleetMetrics {
    static final Metric LEADER = Metric.gauge(
            "datamigration_leader", "1 where this replica leads, 0 where it stands by; only the leader shows tasks.");
    static final Metric TASKS = Metric.gauge("datamigration_tasks", "Tasks, by state.", "state");
    static final Metric WITHOUT_SERIES = Metric.gauge(
            "datamigration_tasks_without_series",
            "Tasks that are over the limit datamigration.metrics.max-tasks: only counted.");
    static final Metric BATCHES =
            Metric.gauge("datamigration_batch_operations", "Batch operations, by state.", "state");
    static final Metric BATCH_TASKS = Metric.gauge(
            "datamigration_batch_tasks",
            "Tasks of each batch operation that is under way, by what became of them so far.",
            "namespace",
            "name",
            "operation",
            "result");

    static final List<Metric> ALL = List.of(LEADER, TASKS, WITHOUT_SERIES, BATCHES, BATCH_TASKS);

    private static final List<String> BATCH_STATES = List.of("New", "Running", "Suspended", "Complete", "Failed");

    private FleetMetrics() {}

    static List<Family> of(List<TaskSample> tasks, List<BatchOperation> batches, int limit) {
        return List.of(
                new Family(TASKS, tasks(tasks)),
                new Family(WITHOUT_SERIES, List.of(new Point(List.of(), Math.max(0, tasks.size() - limit)))),
                new Family(BATCHES, batches(batches)),
                new Family(
                        BATCH_TASKS,
                        batches.stream().flatMap(FleetMetrics::tasks).toList()));
    }

    static Family leader(boolean leads) {
        return new Family(LEADER, List.of(new Point(List.of(), leads ? 1 : 0)));
    }

    private static List<Point> tasks(List<TaskSample> tasks) {
        var counts = tasks.stream()
                .map(TaskSample::state)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return Arrays.stream(TaskState.values())
                .map(state -> new Point(List.of(state.name()), counts.getOrDefault(state, 0L)))
                .toList();
    }

    private static List<Point> batches(List<BatchOperation> batches) {
        var counts = batches.stream().collect(Collectors.groupingBy(FleetMetrics::state, Collectors.counting()));
        return BATCH_STATES.stream()
                .map(state -> new Point(List.of(state), counts.getOrDefault(state, 0L)))
                .toList();
    }

    private static String state(BatchOperation batch) {
        var status = batch.getStatus();
        return status == null || status.state() == null ? "New" : status.state();
    }

    private static Stream<Point> tasks(BatchOperation batch) {
        var status = batch.getStatus();
        if (status == null || status.completedAt() != null || status.counts() == null) {
            return Stream.empty();
        }
        BatchCounts counts = status.counts();
        return Stream.of(
                point(batch, "selected", counts.selected()),
                point(batch, "unsupported", counts.unsupported()),
                point(batch, "succeeded", counts.succeeded()),
                point(batch, "failed", counts.failed()));
    }

    private static Point point(BatchOperation batch, String result, Integer count) {
        var meta = batch.getMetadata();
        var operation = batch.getSpec().operation().name();
        return new Point(List.of(meta.getNamespace(), meta.getName(), operation, result), count == null ? 0 : count);
    }
}
