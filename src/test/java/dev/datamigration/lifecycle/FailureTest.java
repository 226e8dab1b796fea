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
import dev.datamigration.api.status.RetryStatus;
import dev.datamigration.api.status.SpeedStatus;
import dev.datamigration.api.status.WaitingStatus;
import dev.datamigration.lifecycle.model.Decision;
import dev.datamigration.lifecycle.model.Directive;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.Requeue;
import dev.datamigration.lifecycle.model.Tries;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.status.StatusTimes;
import org.junit.jupiter.api.Test;

class FailureTest {
    private static final FailureStatus CUT = new FailureStatus(
            "Unreachable", FailureClass.Transient, Side.Source, "connection cut", "wait", Phase.FullMigration, null);
    private final Given task = Given.running(Phase.FullMigration);

    @Test
    void anErrorOfTheWorkerStandsOnTheTask() {
        var decision = task.reports(WorkerStates.failed(Given.ROW_REFUSED)).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Failed);
        assertThat(task.status.phase()).isEqualTo(Phase.FullMigration);
        assertThat(task.status.failure())
                .isEqualTo(new FailureStatus(
                        "RowRefused",
                        FailureClass.NeedsPerson,
                        Side.Target,
                        "row refused",
                        "mend the row",
                        Phase.FullMigration,
                        StatusTimes.text(task.now.minusSeconds(1))));
        assertThat(task.status.supportedOperations())
                .containsExactly(TaskOperation.Resume, TaskOperation.End, TaskOperation.ModifyAlertConfiguration);
        assertThat(decision.directive()).isEqualTo(new Directive.Forget());
        assertThat(reasons(decision)).containsExactly(EventReason.Failed);
        assertCondition(task.status, "Stalled", true, "RowRefused");
        assertCondition(task.status, "Ready", false, "RowRefused");
        assertCondition(task.status, "Reconciling", false, "Resting");
    }

    @Test
    void nothingHappensToItUntilSomebodyResumesIt() {
        var failed = task.reports(WorkerStates.failed(Given.ROW_REFUSED)).pass().status();
        for (var i = 0; i < 3; i++) {
            var decision = task.pass();
            assertThat(decision.status()).isEqualTo(failed);
            assertThat(decision.events()).isEmpty();
            assertThat(decision.requeue()).isEqualTo(Requeue.Never);
        }
        assertThat(task.operatorRestarted().pass())
                .isEqualTo(new Decision(failed, new Directive.None(), Requeue.Never, java.util.List.of(), false));
    }

    @Test
    void aHigherNonceResumesOnceFromTheSamePhase() {
        task.reports(WorkerStates.failed(Given.ROW_REFUSED)).pass();
        var decision = task.with("{\"resumeNonce\": 5}").pass();
        assertThat(decision.directive()).isEqualTo(Told.run(2, Phase.FullMigration));
        assertThat(reasons(decision)).containsExactly(EventReason.Resumed);
        assertThat(task.status.observedResumeNonce()).isEqualTo(5);
        assertCondition(task.status, "Stalled", false, "NoError");

        task.reports(WorkerStates.failed(Given.ROW_REFUSED)).pass();
        assertThat(task.pass().status().state()).isEqualTo(TaskState.Failed);
    }

    @Test
    void aNonceRaisedWhileItRunsIsSpent() {
        task.with("{\"resumeNonce\": 5}").pass();
        assertThat(task.status.epoch()).isEqualTo(1);
        assertThat(task.status.observedResumeNonce()).isEqualTo(5);
        task.reports(WorkerStates.failed(Given.ROW_REFUSED)).pass();
        task.pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Failed);
    }

    @Test
    void theReportOfTheFailedWorkerDoesNotFailTheNextOne() {
        task.reports(WorkerStates.failed(Given.ROW_REFUSED)).pass();
        task.with("{\"resumeNonce\": 1}").pass(); // the engine still reports epoch 1
        assertThat(task.pass().directive()).isEqualTo(Told.run(3, Phase.FullMigration));
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
    }

    @Test
    void aPassingErrorIsShownButStandsNotOnTheTask() {
        var decision = task.reports(WorkerStates.retrying(CUT, 2)).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertThat(task.status.failure()).isNull();
        assertThat(task.status.message()).contains("attempt 2").contains("connection cut");
        assertThat(reasons(decision)).containsExactly(EventReason.Retrying);
        assertThat(decision.directive()).isEqualTo(Told.run(1, Phase.FullMigration));
        assertCondition(task.status, "Reconciling", true, "Retrying");

        assertThat(task.reports(WorkerStates.retrying(CUT, 3)).pass().events()).isEmpty();
        decision = task.reports(new WorkerState.Running(Phase.FullMigration)).pass();
        assertThat(reasons(decision)).containsExactly(EventReason.Recovered);
        assertThat(task.pass().events()).isEmpty();
    }

    @Test
    void thePassingErrorTellsItsCauseSinceWhenAndTheNextTry() {
        var since = "2026-11-29T10:00:00Z";
        var waiting = new Tries(3, since, "2026-11-29T10:01:30Z");
        task.reports(WorkerStates.retrying(CUT, waiting)).pass();
        assertThat(task.status.retry()).isEqualTo(new RetryStatus(3, since, waiting.next(), CUT.code(), CUT.message()));
        assertThat(task.status.message()).contains("since " + since, "next try at " + waiting.next());

        var decision = task.reports(WorkerStates.retrying(CUT, new Tries(3, since, null)))
                .pass();
        assertThat(task.status.retry().nextAttemptAt()).isNull();
        assertThat(task.status.message()).contains("being tried again now");
        assertThat(decision.events()).isEmpty();

        task.reports(new WorkerState.Running(Phase.FullMigration)).pass();
        assertThat(task.status.retry()).isNull();
    }

    @Test
    void whoHoldsTheTaskUpIsInTheMessageAndToldOnce() {
        var waiting = new WaitingStatus(
                Side.Source, "2026-11-29T10:00:00Z", "the prepared transaction x of app", "Run ROLLBACK PREPARED 'x';");
        var found = new WorkerDetails(
                null, null, null, null, null, null, null, null, null, waiting, null, null, null, null);
        var decision = task.reports(new WorkerState.Running(Phase.FullMigration), found)
                .pass();
        assertThat(reasons(decision)).containsExactly(EventReason.Waiting);
        assertThat(task.status.waiting()).isEqualTo(waiting);
        assertThat(task.status.message())
                .startsWith("the load has not begun; waits on the source, since 2026-11-29T10:00:00Z, for the prepared")
                .contains("ROLLBACK PREPARED");
        assertThat(task.pass().events()).isEmpty();

        task.reports(new WorkerState.Running(Phase.FullMigration), WorkerDetails.NONE)
                .pass();
        assertThat(task.status.waiting()).isNull();
        assertThat(task.status.message()).isEqualTo("loading the tables");
    }

    @Test
    void onlyWhatGivesWayForLongIsToldAndItsEnd() {
        assertThat(reasons(throttled(100, false))).isEmpty();
        assertThat(reasons(throttled(25, false))).isEmpty();
        assertThat(task.status.speed().percent()).isEqualTo(25);
        assertThat(reasons(throttled(10, true))).containsExactly(EventReason.GivingWay);
        assertThat(reasons(throttled(25, true))).isEmpty();
        assertThat(reasons(throttled(100, false))).containsExactly(EventReason.GivingWayOver);
        task.reports(new WorkerState.Running(Phase.FullMigration), WorkerDetails.NONE)
                .pass();
        assertThat(task.status.speed()).isNull();
    }

    private Decision throttled(int percent, boolean lasting) {
        var speed = new SpeedStatus(percent, null, "2026-11-29T10:00:00Z", lasting, "slow", null);
        return task.reports(
                        new WorkerState.Running(Phase.FullMigration),
                        new WorkerDetails(
                                null, null, null, null, null, null, null, null, null, null, null, speed, null, null))
                .pass();
    }

    @Test
    void anotherCauseOfWaitingIsTold() {
        task.reports(WorkerStates.retrying(CUT, 2)).pass();
        var decision = task.reports(WorkerStates.retrying(Given.ROW_REFUSED, 3)).pass();
        assertThat(reasons(decision)).containsExactly(EventReason.Retrying);
    }

    @Test
    void aVanishedSecretDoesNotDisturbARunningWorker() {
        task.accessProblem = Given.SECRET_MISSING;
        var decision = task.with("{\"limits\": {\"rowsPerSecond\": 100}}").pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertThat(decision.directive()).isEqualTo(Told.run(1, Phase.FullMigration));
    }
}
