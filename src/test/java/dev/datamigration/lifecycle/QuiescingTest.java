package dev.datamigration.lifecycle;

import static dev.datamigration.lifecycle.Expect.assertCondition;
import static dev.datamigration.lifecycle.Expect.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.WorkerState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Stopped and Failed promise that both servers were asked: until then the task says what is in the way. */
class QuiescingTest {
    private static final Instant SINCE = Instant.parse("2026-01-01T08:00:00Z");
    private static final FailureStatus SILENT = new FailureStatus(
            "Unreachable", FailureClass.Transient, Side.Target, "the server is silent", "start it", null, null);

    @Test
    void aServerThatCannotBeAskedKeepsTheTaskStopping() {
        var task = Given.running(Phase.FullMigration);
        task.wants("Stopped").pass();
        var decision = task.reports(WorkerStates.quiescing(null, SILENT, SINCE)).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertThat(task.status.message())
                .isEqualTo(
                        "stopping, and not stopped yet: it is not known whether anything of the task still runs on the"
                                + " target (since 2026-01-01T08:00:00Z), which is asked again by itself: the server is silent —"
                                + " start it");
        assertCondition(task.status, "Ready", false, "StopBlocked");
        assertCondition(task.status, "Reconciling", true, "StopBlocked");
        assertThat(reasons(decision)).containsExactly(EventReason.StopBlocked);
        assertThat(task.pass().events()).isEmpty();
        assertThat(task.status.lastOperation().operation()).isEqualTo(TaskOperation.Stop);

        decision = task.reports(new WorkerState.Quiescing()).pass();
        assertThat(decision.events()).isEmpty();
        task.reports(new WorkerState.Stopped()).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Stopped);
    }

    @Test
    void wantedAgainMeanwhileItGoesOnOnceItHasStopped() {
        var task = Given.running(Phase.FullMigration);
        task.wants("Stopped").pass();
        task.reports(WorkerStates.quiescing(null, SILENT, SINCE)).pass();
        assertThat(task.wants("Running").pass().directive()).isEqualTo(Told.stop(1));
        assertThat(task.status.message()).contains("the server is silent");
        var decision = task.reports(new WorkerState.Stopped()).pass();
        assertThat(decision.directive()).isEqualTo(Told.run(2, Phase.FullMigration));
    }

    @Test
    void aTaskIsFailedOnlyOnceNothingRuns() {
        var task = Given.running(Phase.FullMigration);
        task.reports(WorkerStates.quiescing(Given.ROW_REFUSED, null, null)).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertThat(task.status.message())
                .isEqualTo("failing: row refused — making sure that nothing runs on either database any more");
        assertThat(task.status.failure().code()).isEqualTo("RowRefused");
        var since = task.status.failure().since();
        assertCondition(task.status, "Stalled", false, "NoError");

        var decision = task.reports(WorkerStates.quiescing(Given.ROW_REFUSED, SILENT, SINCE))
                .pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertThat(task.status.message())
                .startsWith("failing: row refused — not Failed yet")
                .contains("the server is silent — start it");
        assertThat(reasons(decision)).containsExactly(EventReason.StopBlocked);
        assertThat(decision.directive()).isEqualTo(Told.run(1, Phase.FullMigration));
        assertThat(task.status.failure().since()).isEqualTo(since);

        decision = task.reports(WorkerStates.failed(Given.ROW_REFUSED)).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Failed);
        assertThat(reasons(decision)).containsExactly(EventReason.Failed);
    }

    @Test
    void aFailingTaskCanBeStoppedAndEnded() {
        var task = Given.running(Phase.FullMigration);
        task.reports(WorkerStates.quiescing(Given.ROW_REFUSED, SILENT, SINCE)).pass();
        assertThat(task.wants("Stopped").pass().directive()).isEqualTo(Told.stop(1));
        assertThat(task.status.failure()).isNull();
        assertThat(task.status.lastOperation().operation()).isEqualTo(TaskOperation.Stop);
        assertThat(task.wants("Ended").pass().directive()).isEqualTo(Told.release(1));
        assertThat(task.status.state()).isEqualTo(TaskState.Ending);
    }
}
