package dev.datamigration.metrics;

import static dev.datamigration.metrics.TaskMetric.gauge;
import static dev.datamigration.metrics.TaskMetric.metric;
import static dev.datamigration.metrics.TaskMetric.point;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.failure.Failure;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.metrics.Metric.Kind;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Shows where tasks stand. A state is one series with the state as a label: see docs/decisions. */
final class StateMetrics {
    static final TaskMetric STATE = new TaskMetric(
            metric(
                    "datamigration_task_state",
                    Kind.Gauge,
                    "1, for the state and phase that the task is in.",
                    "state",
                    "phase"),
            view -> point(
                    view,
                    view.state() == null ? null : 1,
                    view.state(),
                    view.status().phase()));

    private static final TaskMetric SINCE = gauge(
            "datamigration_task_state_changed_timestamp_seconds",
            "When the state last changed.",
            view -> seconds(view.status().stateChangedAt()));

    private static final TaskMetric FAILURE = new TaskMetric(
            metric(
                    "datamigration_task_failure",
                    Kind.Gauge,
                    "1, for the error that stands on the task or is being retried.",
                    "code",
                    "class"),
            StateMetrics::failure);

    private static final TaskMetric RETRIES = gauge(
            "datamigration_task_retry_attempt",
            "Times in a row that a passing fault was met; 0 when work goes on.",
            StateMetrics::attempt);

    private static final TaskMetric EPOCH = gauge(
            "datamigration_task_worker_epoch",
            "Workers that the task has had.",
            view -> view.status().epoch());

    static final List<TaskMetric> ALL = List.of(STATE, SINCE, FAILURE, RETRIES, EPOCH);

    private StateMetrics() {}

    private static Stream<Point> failure(TaskSample view) {
        if (view.activity() instanceof WorkerState.Retrying retrying) {
            return failure(view, retrying.failure());
        }
        FailureStatus standing = view.status().failure();
        return standing == null ? Stream.empty() : point(view, 1, standing.code(), standing.failureClass());
    }

    private static Stream<Point> failure(TaskSample view, Failure failure) {
        return point(view, 1, failure.code(), failure.failureClass());
    }

    private static Number attempt(TaskSample view) {
        if (view.activity() == null) {
            return null;
        }
        return view.activity() instanceof WorkerState.Retrying retrying
                ? retrying.tries().attempt()
                : 0;
    }

    /** @param time RFC 3339, or null; statuses hold no other, see {@link MigrationTaskStatus} */
    static Number seconds(String time) {
        return time == null ? null : Instant.parse(time).toEpochMilli() / 1000.0;
    }
}
