package dev.datamigration.metrics;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A metric about each task, and how it is read. Its labels are the task's namespace and name, and at most two more whose
 * values are those of an enum.
 *
 * @param read one point, several where there is a third label, or none where nothing is known
 */
record TaskMetric(Metric metric, Function<TaskSample, Stream<Point>> read) {
    private static final List<String> OF_A_TASK = List.of("namespace", "name");

    /** @param value null where nothing is known */
    static TaskMetric gauge(String name, String help, Function<TaskSample, Number> value) {
        return new TaskMetric(metric(name, Metric.Kind.Gauge, help), view -> point(view, value.apply(view)));
    }

    static Metric metric(String name, Metric.Kind kind, String help, String... furtherLabels) {
        var labels = Stream.concat(OF_A_TASK.stream(), Stream.of(furtherLabels)).toList();
        return new Metric(name, kind, help, labels);
    }

    static Stream<Point> point(TaskSample view, Number value, Object... furtherLabels) {
        if (value == null) {
            return Stream.empty();
        }
        var labels = Stream.concat(Stream.of(view.namespace(), view.name()), Stream.of(furtherLabels))
                .map(label -> label == null ? "" : label.toString())
                .toList();
        return Stream.of(new Point(labels, value.doubleValue()));
    }
}
