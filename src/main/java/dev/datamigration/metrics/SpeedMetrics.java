package dev.datamigration.metrics;

import dev.datamigration.api.status.SlowdownReason;
import dev.datamigration.api.status.SpeedStatus;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Shows how far load and verification give way, and how long the log that is kept can go on growing. */
final class SpeedMetrics {
    static final List<TaskMetric> ALL = List.of(
            TaskMetric.gauge(
                    "datamigration_task_speed_percent",
                    "Percent of full speed that load or verification may take now; absent while neither runs.",
                    view -> view.speed() == null ? null : view.speed().percent()),
            new TaskMetric(
                    TaskMetric.metric(
                            "datamigration_task_speed_limited",
                            Metric.Kind.Gauge,
                            "1 for what load or verification give way to now, else 0; absent while neither runs.",
                            "reason"),
                    view -> view.speed() == null
                            ? Stream.empty()
                            : Arrays.stream(SlowdownReason.values())
                                    .flatMap(reason -> TaskMetric.point(view, is(view.speed(), reason), reason))),
            TaskMetric.gauge(
                    "datamigration_task_retained_log_seconds_left",
                    "Until the source removes log that the task needs, at the present rate; absent where it never does.",
                    view -> view.retainedLog() == null
                            ? null
                            : view.retainedLog().secondsLeft()));

    private SpeedMetrics() {}

    private static int is(SpeedStatus speed, SlowdownReason reason) {
        return speed.limitedBy() == reason ? 1 : 0;
    }
}
