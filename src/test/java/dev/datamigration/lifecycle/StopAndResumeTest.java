package dev.datamigration.lifecycle;

import static dev.datamigration.lifecycle.Expect.assertCondition;
import static dev.datamigration.lifecycle.Expect.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.lifecycle.model.Directive;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.WorkerState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StopAndResumeTest {
    private static final FailureStatus CUT = new FailureStatus("Unreachable", null, null, "cut", "wait", null, null);

    @ParameterizedTest
    @EnumSource(names = {"Precheck", "SchemaMigration", "FullMigration", "IncrementalSync", "FullVerification"})
    void inEveryPhaseItIsStoppedOnlyOnceTheWorkerSaysSo(Phase phase) {
        var task = Given.running(phase);
        var decision = task.wants("Stopped").pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertThat(task.status.message()).startsWith("stopping");
        assertThat(decision.directive()).isEqualTo(Told.stop(1));
        assertThat(reasons(decision)).containsExactly(EventReason.Stopping);
        assertThat(task.status.lastOperation().operation()).isEqualTo(TaskOperation.Stop);
        assertCondition(task.status, "Reconciling", true, "Stopping");

        decision = task.reports(new WorkerState.Quiescing()).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertThat(decision.events()).isEmpty();

        decision = task.reports(new WorkerState.Stopped()).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Stopped);
        assertThat(task.status.phase()).isEqualTo(phase);
        assertThat(reasons(decision)).containsExactly(EventReason.Stopped);
        assertThat(decision.directive()).isEqualTo(new Directive.Forget());
        assertThat(task.status.latency()).isNull();
        assertCondition(task.status, "Ready", true, "Stopped");

        decision = task.wants("Running").pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertThat(decision.directive()).isEqualTo(Told.run(2, phase));
        assertThat(task.status.lastOperation().operation()).isEqualTo(TaskOperation.Resume);
        assertThat(task.status.lastOperation().requestedBy()).isEqualTo("kubectl-edit");
    }

    @Test
    void whatIsWantedBeatsRetries() {
        var task = Given.running(Phase.FullMigration);
        task.reports(WorkerStates.retrying(CUT, 3)).pass();
        assertThat(task.wants("Stopped").pass().directive()).isEqualTo(Told.stop(1));
    }

    @Test
    void itIsKnownOfWhichWorkersNothingIsLeft() {
        var task = Given.running(Phase.Precheck);
        assertThat(task.status.quietEpoch()).isNull();
        task.wants("Stopped").pass();
        task.reports(new WorkerState.Stopped()).pass();
        assertThat(task.status.quietEpoch()).isEqualTo(1);
        task.wants("Running").pass();
        task.operatorRestarted().pass();
        assertThat(task.status.epoch()).as("the second was lost").isEqualTo(3);
        assertThat(task.status.quietEpoch()).isEqualTo(1);
        task.reports(WorkerStates.failed(Given.ROW_REFUSED)).pass();
        assertThat(task.status.quietEpoch()).isEqualTo(3);
    }

    @Test
    void aTaskThatFailsWhileItStopsIsStopped() {
        var task = Given.running(Phase.FullMigration);
        task.wants("Stopped").pass();
        task.reports(WorkerStates.failed(Given.ROW_REFUSED)).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Stopped);
        assertThat(task.status.failure()).isNull();
    }

    @Test
    void wantedAgainBeforeItStoppedItStopsFirst() {
        var task = Given.running(Phase.FullMigration);
        task.wants("Stopped").pass();
        task.reports(new WorkerState.Quiescing());
        assertThat(task.wants("Running").pass().directive()).isEqualTo(Told.stop(1));
        var decision = task.reports(new WorkerState.Stopped()).pass();
        assertThat(decision.directive()).isEqualTo(Told.run(2, Phase.FullMigration));
    }

    @Test
    void wantedAgainBeforeTheWorkerTookNoticeItJustGoesOn() {
        var task = Given.running(Phase.FullMigration);
        task.wants("Stopped").pass();
        assertThat(task.wants("Running").pass().directive()).isEqualTo(Told.run(1, Phase.FullMigration));
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
    }

    @Test
    void aFailedTaskStopsAtOnceBecauseNothingRuns() {
        var task = Given.running(Phase.FullMigration);
        task.reports(WorkerStates.failed(Given.ROW_REFUSED)).pass();
        var decision = task.wants("Stopped").pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Stopped);
        assertThat(task.status.failure()).isNull();
        assertThat(task.status.lastOperation().operation()).isEqualTo(TaskOperation.Stop);
        assertThat(reasons(decision)).containsExactly(EventReason.Stopped);
        assertThat(task.wants("Running").pass().directive()).isEqualTo(Told.run(2, Phase.FullMigration));
    }

    @Test
    void aFailedTaskWithoutAWorkerStopsAtOnceToo() {
        var task = Given.running(Phase.FullMigration);
        task.reports(WorkerStates.failed(Given.ROW_REFUSED)).pass();
        var decision = task.operatorRestarted().wants("Stopped").pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Stopped);
        assertThat(decision.directive()).isEqualTo(new Directive.None());
    }

    @Test
    void aFailedTaskOfWhichSomethingRunsIsToldToStopFirst() {
        var task = Given.running(Phase.Precheck);
        task.reports(new WorkerState.PhaseDone(Phase.Precheck), Found.failedItems("A"))
                .pass();
        assertThat(task.wants("Stopped").pass().directive()).isEqualTo(Told.stop(1));
        assertThat(task.status.state()).isEqualTo(TaskState.Failed);
        task.reports(new WorkerState.Stopped()).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Stopped);
    }

    @Test
    void aResumeWithoutItsSecretFails() {
        var task = Given.running(Phase.FullMigration);
        task.wants("Stopped").pass();
        task.reports(new WorkerState.Stopped()).pass();
        task.operatorRestarted().wants("Running").accessProblem = Given.SECRET_MISSING;
        task.pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Failed);
        assertThat(task.status.failure().phase()).isEqualTo(Phase.FullMigration);
        assertThat(task.status.epoch()).isEqualTo(1);
    }

    @Test
    void startedItCannotBeNotStartedAgain() {
        var task = Given.running(Phase.FullMigration);
        assertThat(task.wants("NotStarted").pass().directive()).isEqualTo(Told.stop(1));
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
    }
}
