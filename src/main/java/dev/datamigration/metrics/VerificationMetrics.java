package dev.datamigration.metrics;

import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.metrics.Metric.Kind;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Shows what full verifications found so far. */
final class VerificationMetrics {
    private static final String PREFIX = "datamigration_task_verification_";
    private static final double PERCENT = 100.0;

    private static final TaskMetric ROWS = new TaskMetric(
            TaskMetric.metric(PREFIX + "rows", Kind.Gauge, "Rows compared, by result.", "direction", "result"),
            view -> Directions.both(direction -> rows(view, direction)));

    static final List<TaskMetric> ALL = List.of(
            gauge(
                    "progress_ratio",
                    "Part of the rows compared, 0 to 1.",
                    v -> v.percent() == null ? null : v.percent() / PERCENT),
            ROWS,
            gauge("tables", "Tables to compare.", v -> v.tables()),
            gauge("tables_compared", "Tables compared.", v -> v.tablesCompared()),
            gauge(
                    "consistent",
                    "1 where every compared table is equal, 0 where not; absent while it runs.",
                    v -> v.consistent() == null ? null : v.consistent() ? 1 : 0),
            gauge(
                    "repaired_rows",
                    "Rows that differed and were written anew; absent where none was to be.",
                    v -> v.repair() == null ? null : v.repair().repaired()),
            gauge(
                    "oldest_compared_timestamp_seconds",
                    "When the table that was compared longest ago was compared; absent until all were.",
                    v -> v.oldestComparedAt() == null
                            ? null
                            : Instant.parse(v.oldestComparedAt()).getEpochSecond()),
            gauge(
                    "workers",
                    "Workers at work while several share the comparison; absent where one does it alone.",
                    v -> v.workers() == null ? null : v.workers().atWork()));

    private VerificationMetrics() {}

    private static Stream<Point> rows(TaskSample view, Directions direction) {
        var found = view.verification(direction.isBack());
        return found == null
                ? Stream.empty()
                : Stream.of(
                                TaskMetric.point(view, found.consistentRows(), direction, "consistent"),
                                TaskMetric.point(view, found.sourceOnlyRows(), direction, "source_only"),
                                TaskMetric.point(view, found.targetOnlyRows(), direction, "target_only"),
                                TaskMetric.point(view, found.mismatchedRows(), direction, "mismatched"))
                        .flatMap(Function.identity());
    }

    private static TaskMetric gauge(String name, String help, Function<VerificationStatus, Number> value) {
        return new TaskMetric(
                TaskMetric.metric(PREFIX + name, Kind.Gauge, help, "direction"),
                view -> Directions.both(direction -> TaskMetric.point(view, read(view, direction, value), direction)));
    }

    private static Number read(TaskSample view, Directions direction, Function<VerificationStatus, Number> value) {
        var found = view.verification(direction.isBack());
        return found == null ? null : value.apply(found);
    }
}
