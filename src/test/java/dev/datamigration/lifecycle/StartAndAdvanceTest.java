package dev.datamigration.lifecycle;

import static dev.datamigration.lifecycle.Expect.assertCondition;
import static dev.datamigration.lifecycle.Expect.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.lifecycle.model.Directive;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.Requeue;
import dev.datamigration.lifecycle.model.WorkerState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartAndAdvanceTest {

    @Test
    void withoutSourceTargetOrObjectsItIsNotConfigured() {
        var task = Given.empty();
        var decision = task.pass();
        assertThat(task.status.state()).isEqualTo(TaskState.NotConfigured);
        assertThat(task.status.message()).contains("spec.source, spec.target, spec.objects");
        assertThat(decision.directive()).isEqualTo(new Directive.None());
        assertThat(task.status.supportedOperations()).isEmpty();
        assertCondition(task.status, "Ready", false, "NotConfigured");
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "target", "objects"})
    void oneThatIsMissingIsEnoughAndIsNamed(String field) {
        var task = Given.configured().with("{\"" + field + "\": null}");
        task.pass();
        assertThat(task.status.state()).isEqualTo(TaskState.NotConfigured);
        assertThat(task.status.message()).isEqualTo("not configured; set spec." + field);
    }

    @Test
    void configuredItWaitsToBeStarted() {
        var task = Given.configured();
        assertThat(task.pass().requeue()).isEqualTo(Requeue.Never);
        assertThat(task.status.state()).isEqualTo(TaskState.NotStarted);
        assertThat(task.status.supportedOperations())
                .containsExactly(TaskOperation.Start, TaskOperation.ModifyAlertConfiguration);
        assertThat(task.status.epoch()).isNull();
        assertCondition(task.status, "Ready", true, "NotStarted");
    }

    @Test
    void wantedStoppedItIsNotStartedEither() {
        var task = Given.configured().wants("Stopped");
        assertThat(task.pass().directive()).isEqualTo(new Directive.None());
        assertThat(task.status.state()).isEqualTo(TaskState.NotStarted);
    }

    @Test
    void startingPersistsPhaseAndEpochWithTheDirective() {
        var task = Given.configured();
        task.pass();
        var decision = task.wants("Running").pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertThat(task.status.phase()).isEqualTo(Phase.Precheck);
        assertThat(task.status.epoch()).isEqualTo(1);
        assertThat(task.status.startedAt()).isEqualTo("2026-01-01T00:00:01Z");
        assertThat(task.status.stateChangedAt()).isEqualTo("2026-01-01T00:00:01Z");
        assertThat(decision.directive()).isEqualTo(Told.run(1, Phase.Precheck));
        assertThat(reasons(decision)).containsExactly(EventReason.Started);
        assertThat(task.status.lastOperation().operation()).isEqualTo(TaskOperation.Start);
        assertThat(task.status.lastOperation().requestedBy()).isEqualTo("kubectl-edit");
        assertCondition(task.status, "Reconciling", true, "Progressing");
        assertCondition(task.status, "PrecheckPassed", false, "InProgress");
        assertCondition(task.status, "SchemaMigrated", false, "Pending");
    }

    @Test
    void aMissingSecretFailsTheStartAndAResumeTriesAgain() {
        var task = Given.configured().wants("Running");
        task.accessProblem = Given.SECRET_MISSING;
        var decision = task.pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Failed);
        assertThat(task.status.failure().code()).isEqualTo("SecretMissing");
        assertThat(task.status.failure().phase()).isEqualTo(Phase.Precheck);
        assertThat(task.status.message()).contains("Secret shop/a is missing").contains("create it");
        assertThat(decision.directive()).isEqualTo(new Directive.None());
        assertThat(reasons(decision)).containsExactly(EventReason.Failed);
        assertCondition(task.status, "Stalled", true, "SecretMissing");
        assertThat(task.pass().status()).isEqualTo(decision.status());

        task.accessProblem = null;
        task.pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Failed);
        decision = task.with("{\"resumeNonce\": 1}").pass();
        assertThat(decision.directive()).isEqualTo(Told.run(1, Phase.Precheck));
        assertThat(task.status.failure()).isNull();
        assertThat(task.status.lastOperation().operation()).isEqualTo(TaskOperation.Resume);
        assertThat(task.status.lastOperation().requestedBy()).isEqualTo("argocd");
    }

    @Test
    void thePhasesFollowEachOtherWhenTheWorkerSaysSo() {
        var task = Given.configured();
        task.wants("Running").pass();
        for (var phase :
                new Phase[] {Phase.SchemaMigration, Phase.FullMigration, Phase.IncrementalSync, Phase.FullVerification
                }) {
            var done = task.status.phase();
            task.reports(new WorkerState.Running(done)).pass();
            assertThat(task.status.phase()).isEqualTo(done);
            var decision = task.reports(new WorkerState.PhaseDone(done)).pass();
            assertThat(task.status.phase()).isEqualTo(phase);
            assertThat(task.status.phaseComplete()).isFalse();
            assertThat(decision.directive()).isEqualTo(Told.run(1, phase));
            assertThat(reasons(decision)).containsExactly(EventReason.PhaseCompleted);
        }
        assertCondition(task.status, "FullMigrationCompleted", true, "Done");
        assertCondition(task.status, "PrecheckPassed", true, "Passed");
    }

    @Test
    void aReportOfAnEarlierPhaseMovesNothing() {
        var task = Given.running(Phase.FullMigration);
        var before = task.status;
        var decision =
                task.reports(new WorkerState.PhaseDone(Phase.SchemaMigration)).pass();
        assertThat(decision.directive()).isEqualTo(Told.run(1, Phase.FullMigration));
        assertThat(decision.status()).isEqualTo(before);
        assertThat(decision.events()).isEmpty();
    }

    @Test
    void anIncrementalTaskStaysRunningInItsLastPhase() {
        var task = Given.running(Phase.IncrementalSync, Given.configured().types("Full", "Incremental"));
        assertCondition(task.status, "IncrementalSynchronised", false, "CatchingUp");
        var decision =
                task.reports(new WorkerState.PhaseDone(Phase.IncrementalSync)).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertThat(task.status.phase()).isEqualTo(Phase.IncrementalSync);
        assertThat(task.status.phaseComplete()).isTrue();
        assertThat(reasons(decision)).containsExactly(EventReason.InStep);
        assertCondition(task.status, "Ready", true, "InStep");
        assertCondition(task.status, "IncrementalSynchronised", true, "CaughtUp");
        assertThat(task.pass().events()).isEmpty();
    }

    @Test
    void aTaskWithoutIncrementalCompletesAfterItsLastPhase() {
        var task = Given.running(Phase.FullMigration, Given.configured().types("Schema", "Full"));
        var decision =
                task.reports(new WorkerState.PhaseDone(Phase.FullMigration)).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Completed);
        assertThat(task.status.supportedOperations()).containsExactly(TaskOperation.End);
        assertThat(task.status.progress()).isEqualTo("100 %");
        assertThat(reasons(decision)).containsExactly(EventReason.Completed);
        assertThat(decision.directive()).isEqualTo(Told.stop(1));
        assertCondition(task.status, "Ready", true, "Completed");

        decision = task.reports(new WorkerState.Stopped()).pass();
        assertThat(decision.directive()).isEqualTo(new Directive.Forget());
        assertThat(decision.requeue()).isEqualTo(Requeue.Never);
        assertThat(task.operatorRestarted().pass().directive()).isEqualTo(new Directive.None());
    }

    @Test
    void aCompletedTaskIsNotStoppedOrResumed() {
        var task = Given.running(Phase.FullMigration, Given.configured().types("Full"));
        task.reports(new WorkerState.PhaseDone(Phase.FullMigration)).pass();
        task.operatorRestarted().wants("Stopped").pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Completed);
        task.wants("Running").with("{\"resumeNonce\": 7}").pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Completed);
    }
}
