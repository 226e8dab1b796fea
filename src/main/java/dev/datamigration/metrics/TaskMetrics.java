package dev.datamigration.metrics;

import dev.datamigration.api.TaskState;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The series about each task, of no more tasks than a limit allows. A task that is gone has none at the next scrape; one
 * that is not under way (not started, or ended) has only its state's.
 */
final class TaskMetrics {
    static final List<TaskMetric> ALL = Stream.of(
                    StateMetrics.ALL,
                    LoadMetrics.ALL,
                    SyncMetrics.ALL,
                    SpeedMetrics.ALL,
                    VerificationMetrics.ALL,
                    SwitchoverMetrics.ALL)
            .flatMap(List::stream)
            .toList();

    private static final Set<TaskState> AT_REST =
            EnumSet.of(TaskState.NotConfigured, TaskState.NotStarted, TaskState.Ended);

    private static final Comparator<TaskSample> UNDER_WAY_FIRST = Comparator.comparing(TaskMetrics::atRest)
            .thenComparing(TaskSample::namespace)
            .thenComparing(TaskSample::name);

    private TaskMetrics() {}

    static List<Family> of(List<TaskSample> tasks, int limit) {
        var shown = tasks.stream().sorted(UNDER_WAY_FIRST).limit(limit).toList();
        return ALL.stream().map(metric -> family(metric, shown)).toList();
    }

    private static Family family(TaskMetric metric, List<TaskSample> shown) {
        return new Family(
                metric.metric(),
                shown.stream()
                        .filter(task -> metric == StateMetrics.STATE || !atRest(task))
                        .map(metric.read())
                        .flatMap(Function.identity())
                        .toList());
    }

    private static boolean atRest(TaskSample task) {
        return task.state() == null || AT_REST.contains(task.state());
    }
}
