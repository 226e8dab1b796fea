package dev.datamigration.lifecycle;

import static dev.datamigration.lifecycle.Expect.assertCondition;
import static dev.datamigration.lifecycle.Expect.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.lifecycle.model.Decision;
import dev.datamigration.lifecycle.model.Directive;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.Requeue;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a task whose operator was killed and started again. */
class RestartTest {

    @ParameterizedTest
    @EnumSource(names = {"Precheck", "SchemaMigration", "FullMigration", "IncrementalSync", "FullVerification"})
    void aRunningTaskGetsAFreshWorkerUnderAHigherEpoch(Phase phase) {
        var task = Given.running(phase).operatorRestarted();
        var decision = task.pass();
        assertThat(task.status.epoch()).isEqualTo(2);
        assertThat(task.status.phase()).isEqualTo(phase);
        assertThat(decision.directive()).isEqualTo(Told.run(2, phase));
        assertThat(reasons(decision)).containsExactly(EventReason.WorkerReplaced);
        assertThat(task.status.lastOperation().operation().name()).isEqualTo("Start");
    }

    @Test
    void aWorkerOfALowerEpochCountsAsNone() {
        var task = Given.running(Phase.FullMigration);
        task.operatorRestarted().pass();
        task.worker = new Report(1, new WorkerState.PhaseDone(Phase.FullMigration), WorkerDetails.NONE);
        assertThat(task.pass().directive()).isEqualTo(Told.run(3, Phase.FullMigration));
        assertThat(task.status.phase()).isEqualTo(Phase.FullMigration);
    }

    @Test
    void aStatusThatFellBehindItsWorkerNeverReusesAnEpoch() {
        var task = Given.running(Phase.FullMigration);
        task.worker = new Report(7, new WorkerState.Running(Phase.FullMigration), WorkerDetails.NONE);
        assertThat(task.pass().directive()).isEqualTo(Told.run(8, Phase.FullMigration));
    }

    /** As after etcd was restored under an operator that lives on. */
    @Test
    void whatAStatusThatFellBehindItsWorkerCallsAtRestIsStoppedFirst() {
        var stopped = Given.running(Phase.FullMigration).wants("Stopped");
        stopped.pass();
        stopped.reports(new WorkerState.Stopped()).pass();
        var failed = Given.running(Phase.FullMigration);
        failed.reports(WorkerStates.failed(Given.ROW_REFUSED)).pass();
        failed.wants("Stopped");
        var notStarted = Given.configured();
        notStarted.pass();
        for (var task : List.of(stopped, failed, notStarted)) {
            task.worker = new Report(7, new WorkerState.Running(Phase.IncrementalSync), WorkerDetails.NONE);
            assertThat(task.pass().directive()).isEqualTo(Told.stop(8));
            assertThat(task.status.state()).isEqualTo(TaskState.Running);
            assertThat(task.status.message()).startsWith("stopping");
            assertThat(task.status.failure()).isNull();
            task.reports(new WorkerState.Stopped()).pass();
            assertThat(task.status.state()).isEqualTo(TaskState.Stopped);
        }
    }

    @Test
    void aFailureThatALaterWorkerHasOvercomeDoesNotStandAgain() {
        var task = Given.running(Phase.FullMigration);
        task.reports(WorkerStates.failed(Given.ROW_REFUSED)).pass();
        task.worker = new Report(7, new WorkerState.Running(Phase.IncrementalSync), WorkerDetails.NONE);
        assertThat(task.pass().directive()).isEqualTo(Told.run(8, Phase.FullMigration));
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
    }

    @Test
    void aRunningTaskWhoseSecretIsGoneIsNotFailedBeforeBothServersWereAsked() {
        var task = Given.running(Phase.FullMigration).operatorRestarted();
        task.accessProblem = Given.SECRET_MISSING;
        task.pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertThat(task.status.failure().code()).isEqualTo("SecretMissing");
        assertThat(task.status.message()).contains("not Failed yet", "Secret shop/a is missing");
        assertThat(task.status.epoch()).isEqualTo(1);

        task.accessProblem = null;
        assertThat(task.pass().directive()).isEqualTo(Told.run(2, Phase.FullMigration));
        assertThat(task.status.failure()).isNull();
    }

    /** The worker of the old spec has sessions on both servers; without logins nobody can tell it to end them. */
    @Test
    void aSpecWhoseSecretIsMissingDoesNotFailATaskWhosePrecheckRuns() {
        var task = Given.running(Phase.Precheck).with("{\"limits\": {\"rowsPerSecond\": 7}}");
        task.accessProblem = Given.SECRET_MISSING;
        for (var workerState :
                List.of(new WorkerState.Running(Phase.Precheck), new WorkerState.PhaseDone(Phase.Precheck))) {
            var decision = task.reports(workerState).pass();
            assertThat(task.status.state()).isEqualTo(TaskState.Running);
            assertThat(task.status.phase()).isEqualTo(Phase.Precheck);
            assertThat(task.status.failure().code()).isEqualTo("SecretMissing");
            assertThat(task.status.message()).contains("not Failed yet", "Secret shop/a is missing");
            assertThat(decision.directive()).isEqualTo(Told.run(1, Phase.Precheck));
        }
        task.accessProblem = null;
        assertThat(task.pass().directive()).isEqualTo(Told.run(2, Phase.Precheck));
        assertThat(task.status.failure()).isNull();
    }

    /** As after etcd was restored: what was quiet then says nothing of the workers since. */
    @Test
    void norOneOfWhichADatabaseKnowsALaterWorker() {
        var task = Given.running(Phase.FullMigration).wants("Stopped");
        task.pass();
        task.reports(new WorkerState.Stopped()).pass();
        task.wants("Running").pass();
        task.reports(WorkerStates.superseded(Given.SECRET_MISSING, 7)).accessProblem = Given.SECRET_MISSING;
        task.pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        task.accessProblem = null;
        assertThat(task.pass().directive()).isEqualTo(Told.run(8, Phase.FullMigration));
        assertThat(task.status.quietEpoch())
                .as("not the worker before this one")
                .isEqualTo(1);
    }

    @Test
    void aTaskKilledWhileStoppingHasAFreshWorkerSeeToIt() {
        var task = Given.running(Phase.FullMigration);
        task.wants("Stopped").pass();
        var decision = task.operatorRestarted().pass();
        assertThat(decision.directive()).isEqualTo(Told.stop(2));
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        task.reports(new WorkerState.Stopped()).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Stopped);
    }

    @Test
    void aTaskKilledWhileStoppingIsNotStoppedBeforeBothServersWereAsked() {
        var task = Given.running(Phase.FullMigration);
        task.wants("Stopped").pass();
        task.operatorRestarted().accessProblem = Given.SECRET_MISSING;
        task.pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertThat(task.status.message()).contains("not stopped yet", "Secret shop/a is missing");

        task.accessProblem = null;
        assertThat(task.pass().directive()).isEqualTo(Told.stop(3));
        task.reports(new WorkerState.Stopped()).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Stopped);
    }

    @Test
    void aTaskKilledWhileEndingGoesOnEnding() {
        var task = Given.running(Phase.FullMigration);
        task.wants("Ended").pass();
        assertThat(task.operatorRestarted().pass().directive()).isEqualTo(Told.release(2));
        task.reports(new WorkerState.Released()).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ended);
    }

    @Test
    void whatIsAtRestIsLeftAlone() {
        var stopped = Given.running(Phase.FullMigration);
        stopped.wants("Stopped").pass();
        stopped.reports(new WorkerState.Stopped()).pass();
        var ended = Given.running(Phase.FullMigration);
        ended.wants("Ended").pass();
        ended.reports(new WorkerState.Released()).pass();
        var notStarted = Given.configured();
        notStarted.pass();
        for (var task : new Given[] {stopped, ended, notStarted}) {
            var before = task.status;
            assertThat(task.operatorRestarted().pass())
                    .isEqualTo(new Decision(before, new Directive.None(), Requeue.Never, java.util.List.of(), false));
        }
    }

    @Test
    void aFreshWorkerHasYetToCatchUp() {
        var task = Given.running(Phase.FullVerification);
        task.reports(new WorkerState.Running(Phase.FullVerification), Found.incremental("1", 400, 7))
                .pass();
        assertCondition(task.status, "IncrementalSynchronised", true, "CaughtUp");
        task.operatorRestarted().pass();
        assertCondition(task.status, "IncrementalSynchronised", false, "CatchingUp");
        assertThat(task.status.latency()).isNull();
        assertThat(task.status.incremental().inserts()).isEqualTo(7);
    }
}
