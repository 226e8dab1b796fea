package dev.datamigration.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.DetailsOf;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskMetricsTest {
    private static final String RUNNING = """
            {state: Running, phase: FullVerification, stateChangedAt: "2026-01-01T00:00:10Z", epoch: 3,
             full: {migratedRows: 10, estimatedRows: 20},
             incremental: {latencyMillis: 1500, inserts: 4, updates: 5, retainedLogBytes: 77, caughtUp: true,
                           checkpointTimestamp: "2026-01-01T00:00:00.5Z"},
             reverseIncrement: {latencyMillis: 250},
             forwardSwitchover: {round: 1, stopMillis: 2500,
                                 steps: [{step: StartForwardSwitchover, state: Done}, {step: SwitchoverPrecheck, state: Running}]},
             verification: {percent: 40, consistentRows: 8, mismatchedRows: 1, consistent: false},
             awaiting: {step: ConfirmSourceWritesStopped, attempt: 1, actions: [Confirm]},
             failure: {code: LoginRefused, failureClass: NeedsPerson, message: m, remedy: r}}
            """;

    @Test
    void saysWhatTheStatusSays() {
        var shown = TaskMetrics.of(List.of(view("shop", RUNNING, null)), 10);
        assertThat(text(shown))
                .contains(
                        "datamigration_task_state[ns, shop, Running, FullVerification] 1.0",
                        "datamigration_task_state_changed_timestamp_seconds[ns, shop] 1.76722561E9",
                        "datamigration_task_awaiting[ns, shop, ConfirmSourceWritesStopped] 1.0",
                        "datamigration_task_failure[ns, shop, LoginRefused, NeedsPerson] 1.0",
                        "datamigration_task_worker_epoch[ns, shop] 3.0",
                        "datamigration_task_full_rows[ns, shop] 10.0",
                        "datamigration_task_incremental_latency_seconds[ns, shop, forward] 1.5",
                        "datamigration_task_incremental_changes_total[ns, shop, forward, insert] 4.0",
                        "datamigration_task_incremental_changes_total[ns, shop, forward, update] 5.0",
                        "datamigration_task_incremental_retained_log_bytes[ns, shop, forward] 77.0",
                        "datamigration_task_incremental_checkpoint_timestamp_seconds[ns, shop, forward] 1.7672256005E9",
                        "datamigration_task_incremental_latency_seconds[ns, shop, reverse] 0.25",
                        "datamigration_task_switchover_step[ns, shop, SwitchoverPrecheck, Running] 1.0",
                        "datamigration_task_switchover_round[ns, shop] 1.0",
                        "datamigration_task_switchover_stop_seconds[ns, shop] 2.5",
                        "datamigration_task_incremental_caught_up[ns, shop, forward] 1.0",
                        "datamigration_task_verification_progress_ratio[ns, shop, forward] 0.4",
                        "datamigration_task_verification_rows[ns, shop, forward, mismatched] 1.0",
                        "datamigration_task_verification_consistent[ns, shop, forward] 0.0");
    }

    @Test
    void theWorkerKnowsBetterThanTheStatus() {
        var full = new FullMigrationStatus("Copying", 1, 0, 1L, 0L, 20L, 15L, 99L, 5L, 7L);
        var failure = new Failure(FailureCode.Unreachable, null, "m", "r");
        var report = new Report(
                3,
                new WorkerState.Retrying(Phase.FullMigration, failure, 2),
                DetailsOf.parts(null, null, full, null, null));
        assertThat(text(TaskMetrics.of(
                        List.of(view("shop", "{state: Running, full: {migratedRows: 10}}", report)), 10)))
                .contains(
                        "datamigration_task_full_rows[ns, shop] 15.0",
                        "datamigration_task_full_bytes_per_second[ns, shop] 7.0",
                        "datamigration_task_retry_attempt[ns, shop] 2.0",
                        "datamigration_task_failure[ns, shop, Unreachable, Transient] 1.0");
    }

    @Test
    void whatIsUnknownHasNoSeries() {
        assertThat(text(TaskMetrics.of(List.of(view("new", null, null), view("bare", "{state: Running}", null)), 10)))
                .containsExactly("datamigration_task_state[ns, bare, Running, ] 1.0");
    }

    @Test
    void ofATaskThatHasEndedOnlyItsStateIsShown() {
        var ended = RUNNING.replace("{state: Running,", "{state: Ended,");
        assertThat(text(TaskMetrics.of(List.of(view("shop", ended, null)), 10)))
                .containsExactly("datamigration_task_state[ns, shop, Ended, FullVerification] 1.0");
    }

    @Test
    void overTheLimitThoseUnderWayAreShownAndTheOthersCounted() {
        var tasks = IntStream.range(0, 6)
                .mapToObj(i -> view("task-" + i, "{state: %s}".formatted(i < 3 ? "Ended" : "Running"), null))
                .toList();
        assertThat(text(TaskMetrics.of(tasks, 4)))
                .extracting(line -> line.substring(0, line.indexOf(',', line.indexOf(',') + 1)))
                .containsExactly(
                        "datamigration_task_state[ns, task-3",
                        "datamigration_task_state[ns, task-4",
                        "datamigration_task_state[ns, task-5",
                        "datamigration_task_state[ns, task-0");
        assertThat(text(FleetMetrics.of(tasks, List.of(), 4)))
                .contains(
                        "datamigration_tasks[Running] 3.0",
                        "datamigration_tasks[Ended] 3.0",
                        "datamigration_tasks[Failed] 0.0",
                        "datamigration_tasks_without_series[] 2.0");
    }

    @Test
    void everyPointHasAValueForEachLabel() {
        assertThat(TaskMetrics.of(List.of(view("shop", RUNNING, null)), 10))
                .allSatisfy(family -> assertThat(family.points())
                        .allSatisfy(point -> assertThat(point.labelValues())
                                .hasSameSizeAs(family.metric().labels())));
    }

    private static TaskSample view(String name, String status, Report report) {
        var task = Serialization.unmarshal(
                """
                apiVersion: datamigration.dev/v1alpha1
                kind: MigrationTask
                metadata: {name: %s, namespace: ns}
                status: %s
                """.formatted(name, status == null ? "null" : status.replace("\n", "\n  ")), MigrationTask.class);
        return TaskSample.of(task, report);
    }

    private static List<String> text(List<Family> families) {
        return families.stream()
                .flatMap(family -> family.points().stream()
                        .map(point -> family.metric().name() + point.labelValues() + " " + point.value()))
                .toList();
    }
}
