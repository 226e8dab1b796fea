package dev.datamigration.metrics;

import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import dev.datamigration.lifecycle.rule.Stranded;
import dev.datamigration.metrics.Metric.Kind;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Shows where switchovers stand. */
final class SwitchoverMetrics {
    private static final double MILLIS = 1000.0;

    private static final TaskMetric AWAITING = new TaskMetric(
            TaskMetric.metric(
                    "datamigration_task_awaiting",
                    Kind.Gauge,
                    "1, for the switchover step that waits for a person.",
                    "step"),
            SwitchoverMetrics::awaiting);

    private static final TaskMetric STEP = new TaskMetric(
            TaskMetric.metric(
                    "datamigration_task_switchover_step",
                    Kind.Gauge,
                    "1, for the first switchover step that is not done.",
                    "step",
                    "state"),
            SwitchoverMetrics::step);

    static final List<TaskMetric> ALL = List.of(
            AWAITING,
            STEP,
            gauge(
                    "round",
                    "Which switchover this is: odd ones go from the source to the target, even ones back.",
                    s -> s.round()),
            gauge(
                    "stop_seconds",
                    "From the confirmation that writes stopped to the end of StopForwardSync.",
                    s -> s.stopMillis() == null ? null : s.stopMillis() / MILLIS),
            gauge(
                    "late_write_tables",
                    "Tables written to although a person had confirmed that writes stopped.",
                    s -> s.lateWrites() == null ? 0 : s.lateWrites().size()),
            gauge(
                    "unacknowledged_rows",
                    "Rows that were written late, are on one side only, and that nobody has acknowledged.",
                    Stranded::unacknowledgedRows));

    private SwitchoverMetrics() {}

    private static Stream<Point> awaiting(TaskSample view) {
        var awaiting = view.status().awaiting();
        return awaiting == null ? Stream.empty() : TaskMetric.point(view, 1, awaiting.step());
    }

    private static Stream<Point> step(TaskSample view) {
        return view.switchover() == null
                ? Stream.empty()
                : view.switchover().steps().stream()
                        .filter(SwitchoverMetrics::isOpen)
                        .limit(1)
                        .flatMap(step -> TaskMetric.point(view, 1, step.step(), step.state()));
    }

    private static boolean isOpen(SwitchoverStepStatus step) {
        return step.state() != StepState.Done && step.state() != StepState.Skipped;
    }

    private static TaskMetric gauge(String name, String help, Function<ForwardSwitchoverStatus, Number> value) {
        return TaskMetric.gauge(
                "datamigration_task_switchover_" + name,
                help,
                view -> view.switchover() == null ? null : value.apply(view.switchover()));
    }
}
