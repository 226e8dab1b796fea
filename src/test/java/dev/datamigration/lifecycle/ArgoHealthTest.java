package dev.datamigration.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.status.WaitingStatus;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.argocd.LuaScript;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Argo CD shows of a task, for statuses that the rules themselves have written. */
class ArgoHealthTest {
    private static final LuaScript HEALTH = LuaScript.health("MigrationTask");

    @Test
    void whatNobodyHasLookedAtIsProgressing() {
        assertHealth(Given.configured(), "Progressing", "not looked at the task yet");
    }

    @Test
    void aChangeThatWasNotSeenYetIsProgressing() {
        var task = Given.configured();
        task.pass();
        task.wants("Running");
        assertHealth(task, "Progressing", "last change");
    }

    @Test
    void whatIsWhereItIsWantedIsHealthy() {
        var task = Given.configured();
        task.pass();
        assertHealth(task, "Healthy", "");

        task = Given.running(Phase.FullMigration);
        task.wants("Stopped").pass();
        assertHealth(task, "Progressing", "");
        task.reports(new WorkerState.Stopped()).pass();
        assertHealth(task, "Healthy", "");
        task.wants("Ended").pass();
        task.reports(new WorkerState.Released()).pass();
        assertHealth(task, "Healthy", "");
    }

    @Test
    void whatIsNotConfiguredWaitsForItsAuthor() {
        var task = Given.empty();
        task.pass();
        assertHealth(task, "Suspended", "source");
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"Precheck", "SchemaMigration", "FullMigration", "IncrementalSync", "FullVerification"})
    void aPlanThatIsWorkedThroughIsProgressing(Phase phase) {
        assertHealth(Given.running(phase), "Progressing", "");
    }

    @Test
    void aPassingErrorIsProgressing() {
        var task = Given.running(Phase.FullMigration);
        task.reports(WorkerStates.retrying(passing(), 3)).pass();
        assertHealth(task, "Progressing", "connection cut");
    }

    @Test
    void whatWaitsForSomebodyElseIsSuspendedUntilThatIsOver() {
        var task = Given.running(Phase.FullMigration);
        var waiting = new WaitingStatus(Side.Source, "2026-01-01T00:00:00Z", "process 7 of app", "SELECT 1;");
        task.reports(
                        new WorkerState.Running(Phase.FullMigration),
                        new WorkerDetails(
                                null, null, null, null, null, null, null, null, null, waiting, null, null, null, null))
                .pass();
        assertHealth(task, "Suspended", "for process 7 of app");
        task.reports(new WorkerState.Running(Phase.FullMigration)).pass();
        assertHealth(task, "Progressing", "");
    }

    @Test
    void verifiedAndInStepIsHealthy() {
        assertHealth(new SwitchoverScene().task, "Healthy", "");
    }

    @Test
    void databasesThatDifferAreDegraded() {
        var task = Given.running(Phase.FullVerification);
        task.reports(new WorkerState.PhaseDone(Phase.FullVerification), Found.verification(0, false))
                .pass();
        assertHealth(task, "Degraded", "differ");
    }

    @Test
    void databasesThatDifferAreDegradedAlsoOnceTheTaskIsCompletedOrStopped() {
        var completed =
                Given.running(Phase.FullVerification, Given.configured().types("Schema", "Full", "FullVerification"));
        completed
                .reports(new WorkerState.PhaseDone(Phase.FullVerification), Found.verification(0, false))
                .pass();
        assertThat(completed.status.state()).isEqualTo(TaskState.Completed);
        assertHealth(completed, "Degraded", "differ");

        var stopped = Given.running(Phase.FullVerification);
        stopped.reports(new WorkerState.PhaseDone(Phase.FullVerification), Found.verification(0, false))
                .pass();
        stopped.wants("Stopped").pass();
        stopped.reports(new WorkerState.Stopped()).pass();
        assertThat(stopped.status.state()).isEqualTo(TaskState.Stopped);
        assertHealth(stopped, "Degraded", "differ");
    }

    @Test
    void aFailureIsDegradedAndSaysWhatToDo() {
        var task = Given.running(Phase.FullMigration);
        task.reports(WorkerStates.failed(Given.ROW_REFUSED)).pass();
        assertHealth(task, "Degraded", "row refused mend the row");
    }

    @Test
    void aReleaseThatDoesNotSucceedIsDegraded() {
        var task = Given.running(Phase.FullMigration);
        task.wants("Ended").pass();
        task.reports(WorkerStates.releaseBlocked(passing(), List.of("slot dm_x")))
                .pass();
        assertHealth(task, "Degraded", "");
    }

    @ParameterizedTest
    @EnumSource(
            value = SwitchoverStep.class,
            names = {
                "StartForwardSwitchover",
                "ConfirmSourceWritesStopped",
                "ProcessDatabaseObjects",
                "StartReverseIncrement"
            })
    void aStepThatWaitsForAPersonIsSuspended(SwitchoverStep step) {
        var scene = SwitchoverScene.withReverse().entered().to(step);
        if (scene.task.status.awaiting() == null) {
            scene.reported(StepState.Done, "look at these");
        }
        assertHealth(scene.task, "Suspended", "waits for a person: " + step + ", attempt 1: Confirm");
    }

    @ParameterizedTest
    @EnumSource(
            value = SwitchoverStep.class,
            names = {"SwitchoverPrecheck", "StartTargetStore", "ConfirmStopTimestamp", "StopForwardSync"})
    void aStepThatFailedIsDegradedAndSaysWhy(SwitchoverStep step) {
        var scene = SwitchoverScene.withReverse().entered().to(step).reported(StepState.Failed, "the log is full");
        assertHealth(scene.task, "Degraded", "a step has failed: " + step + ", attempt 1: Retry or Skip");
        assertHealth(scene.task, "Degraded", "the log is full");
    }

    @Test
    void aTaskThatIsToStopWaitsForNoAnswerAnyMore() {
        var scene = SwitchoverScene.withReverse().entered();
        assertHealth(scene.task, "Suspended", "StartForwardSwitchover");
        scene.task.wants("Stopped").pass();
        assertHealth(scene.task, "Progressing", "stopping");
    }

    @Test
    void aStepThatTheSystemMovesIsProgressing() {
        assertHealth(
                SwitchoverScene.withReverse().entered().to(SwitchoverStep.ConfirmStopTimestamp).task,
                "Progressing",
                "");
    }

    @Test
    void aSwitchoverThatIsThroughIsHealthyUntilRowsAreStranded() {
        var scene = SwitchoverScene.withReverse().entered().through();
        assertHealth(scene.task, "Healthy", "");
        scene.foundLate(
                new LateWrites(1, Side.Source, "shop.orders", 2L, 0L, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"));
        assertHealth(scene.task, "Healthy", "");
        scene.foundLate(
                new LateWrites(1, Side.Source, "shop.orders", 2L, 3L, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"));
        assertHealth(scene.task, "Degraded", "3 rows");
    }

    @Test
    void whatTheWayBackFoundIsDegradedAndSoIsASkippedStep() {
        var scene = SwitchoverScene.withReverse().entered().through();
        scene.foundReverse(
                Found.compared("2026-01-02T00:00:00Z", false, 0, null).verification());
        assertHealth(
                scene.task,
                "Degraded",
                "the databases differ as of 2026-01-02T00:00:00Z, see status.reverseVerification");
        scene.foundReverse(Found.compared("2026-01-03T00:00:00Z", true, 0, null).verification());
        assertHealth(scene.task, "Healthy", "");

        var skipped = SwitchoverScene.withReverse().entered().to(SwitchoverStep.StopForwardSync);
        skipped.reported(StepState.Failed, "it did not arrive").answered("Skip").through();
        assertHealth(skipped.task, "Degraded", "StopForwardSync was skipped");
    }

    /** Nobody knows whether that server ever answers, so it is not on its way. */
    @Test
    void whatAServerHoldsUpThatCannotBeAskedIsDegraded() {
        var stopping = Given.running(Phase.FullMigration);
        stopping.wants("Stopped").pass();
        assertHealth(stopping, "Progressing", "stopping");
        stopping.reports(WorkerStates.quiescing(null, passing(), Instant.parse("2026-01-01T08:00:00Z")))
                .pass();
        assertHealth(stopping, "Degraded", "not stopped yet");

        var failing = Given.running(Phase.FullMigration);
        failing.reports(WorkerStates.quiescing(Given.ROW_REFUSED, passing(), Instant.parse("2026-01-01T08:00:00Z")))
                .pass();
        assertHealth(failing, "Degraded", "not Failed yet");
    }

    private static FailureStatus passing() {
        return new FailureStatus(
                "Unreachable",
                FailureClass.Transient,
                Side.Source,
                "connection cut",
                "nothing is to be done",
                Phase.FullMigration,
                null);
    }

    private static void assertHealth(Given given, String status, String message) {
        var task = new MigrationTask();
        task.setMetadata(new ObjectMetaBuilder()
                .withName("shop")
                .withGeneration(given.generation)
                .build());
        task.setStatus(given.status.equals(MigrationTaskStatus.empty()) ? null : given.status);
        var health = HEALTH.run(task);
        assertThat(health.get("status")).as("%s", health).isEqualTo(status);
        assertThat((String) health.get("message")).contains(message).isNotBlank();
        assertThat(health).containsOnlyKeys("status", "message");
    }
}
