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
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndAndDeleteTest {
    private static final WorkerState.ReleaseBlocked BLOCKED = new WorkerState.ReleaseBlocked(
            new FailureStatus("Unreachable", FailureClass.Transient, Side.Source, "no answer", "start it", null, null),
            List.of("source a:5432/shop: SELECT pg_drop_replication_slot('dm_1')"));

    private static final String ABANDON = "{\"release\": {\"mode\": \"Abandon\", \"acknowledge\": true}}";

    @ParameterizedTest
    @EnumSource(names = {"Precheck", "SchemaMigration", "FullMigration", "IncrementalSync", "FullVerification"})
    void inEveryPhaseItEndsOnceEverythingIsReleased(Phase phase) {
        var task = Given.running(phase);
        var decision = task.wants("Ended").pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ending);
        assertThat(decision.directive()).isEqualTo(new Directive.Release(1));
        assertThat(reasons(decision)).containsExactly(EventReason.Ending);
        assertThat(task.status.supportedOperations()).isEmpty();
        assertThat(task.status.lastOperation().operation()).isEqualTo(TaskOperation.End);

        assertThat(task.reports(new WorkerState.Quiescing()).pass().directive()).isEqualTo(new Directive.Release(1));
        decision = task.reports(new WorkerState.Released()).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ended);
        assertThat(reasons(decision)).containsExactly(EventReason.Ended);
        assertThat(decision.directive()).isEqualTo(new Directive.Forget());
        assertCondition(task.status, "Ready", true, "Ended");
    }

    @Test
    void theRestStatesEndToo() {
        var stopped = Given.running(Phase.FullMigration);
        stopped.wants("Stopped").pass();
        stopped.reports(new WorkerState.Stopped()).pass();
        var failed = Given.running(Phase.FullMigration);
        failed.reports(new WorkerState.Failed(Given.ROW_REFUSED)).pass();
        var completed = Given.running(Phase.FullMigration, Given.configured().types("Full"));
        completed.reports(new WorkerState.PhaseDone(Phase.FullMigration)).pass();
        for (var task : List.of(stopped, failed, completed)) {
            assertThat(task.operatorRestarted().wants("Ended").pass().directive())
                    .isEqualTo(new Directive.Release(2));
            assertThat(task.status.state()).isEqualTo(TaskState.Ending);
            assertThat(task.status.failure()).isEqualTo(task == failed ? task.status.failure() : null);
        }
    }

    @Test
    void whatNeverHeldAnythingEndsAtOnce() {
        var failedToStart = Given.configured().wants("Running");
        failedToStart.accessProblem = Given.SECRET_MISSING;
        failedToStart.pass();
        for (var task : List.of(Given.empty(), Given.configured(), failedToStart)) {
            var decision = task.wants("Ended").pass();
            assertThat(task.status.state()).isEqualTo(TaskState.Ended);
            assertThat(decision.directive()).isEqualTo(new Directive.None());
            assertThat(task.status.lastOperation().operation()).isEqualTo(TaskOperation.End);
        }
    }

    @Test
    void whatFailedInItsPrecheckEndsAtOnceThoughNoServerAnswers() {
        var failed = Given.running(Phase.Precheck);
        failed.reports(new WorkerState.Failed(Given.SECRET_MISSING)).pass();
        var stopped = Given.running(Phase.Precheck).wants("Stopped");
        stopped.pass();
        stopped.reports(new WorkerState.Stopped()).pass();
        for (var task : List.of(failed, stopped)) {
            task.operatorRestarted().wants("Ended").pass();
            assertThat(task.status.state()).isEqualTo(TaskState.Ended);
        }
        var aboutToFail = Given.running(Phase.Precheck)
                .reports(new WorkerState.Failed(Given.SECRET_MISSING))
                .wants("Ended");
        assertThat(aboutToFail.pass().directive()).isEqualTo(new Directive.Release(1));
        aboutToFail.pass();
        assertThat(aboutToFail.status.state()).isEqualTo(TaskState.Ended);
        var checking = Given.running(Phase.Precheck).wants("Ended");
        assertThat(checking.pass().directive()).isEqualTo(new Directive.Release(1));
        var ended = checking.reports(BLOCKED).pass();
        assertThat(checking.status.state()).isEqualTo(TaskState.Ended);
        assertThat(checking.status.release().leftBehind())
                .as("its sessions may be open on the server that could not be asked")
                .isEqualTo(BLOCKED.leftBehind());
        assertThat(reasons(ended)).containsExactly(EventReason.ReleaseAbandoned);
    }

    @Test
    void aPrecheckThatMayStillRunIsNotEndedForWantOfItsSecret() {
        var task = Given.running(Phase.Precheck).wants("Ended");
        task.accessProblem = Given.SECRET_MISSING;
        task.pass();
        task.pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ending);
        task.reports(new WorkerState.Released()).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ended);
        assertThat(task.status.release()).isNull();
    }

    @Test
    void aDeletedPrecheckThatCouldNotAskAServerSaysWhatMayBeLeft() {
        var task = Given.running(Phase.Precheck).deleted();
        task.pass();
        assertThat(task.reports(BLOCKED).pass().leftBehind()).isEqualTo(BLOCKED.leftBehind());
    }

    @Test
    void aBlockedReleaseNamesWhatIsLeftAndGoesOn() {
        var task = Given.running(Phase.FullMigration);
        task.wants("Ended").pass();
        var decision = task.reports(BLOCKED).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ending);
        assertThat(task.status.message()).contains("no answer").contains("pg_drop_replication_slot('dm_1')");
        assertThat(decision.directive()).isEqualTo(new Directive.Release(1));
        assertThat(decision.requeue()).isEqualTo(Requeue.Later);
        assertThat(reasons(decision)).containsExactly(EventReason.ReleaseBlocked);
        assertThat(task.later(Duration.ofDays(9)).pass().events()).isEmpty();
        assertThat(task.status.state()).isEqualTo(TaskState.Ending);
        task.reports(new WorkerState.Released()).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ended);
    }

    @Test
    void whatCannotBeReleasedIsToldWithItsServerAndSinceWhen() {
        var task = Given.running(Phase.FullMigration).wants("Ended");
        task.pass();
        task.reports(BLOCKED).pass();
        var since = task.status.release().blockedSince();
        assertThat(task.status.release().side()).isEqualTo(Side.Source);
        assertThat(task.status.release().leftBehind()).isEqualTo(BLOCKED.leftBehind());
        task.later(Duration.ofDays(9)).pass();
        assertThat(task.status.release().blockedSince()).isEqualTo(since);
        assertThat(task.status.release().abandonedAt()).isNull();
        task.reports(new WorkerState.Released()).pass();
        assertThat(task.status.release()).isNull();
    }

    @Test
    void whatIsGivenUpEndsAndSaysWhatIsLeft() {
        var task = Given.running(Phase.FullMigration).wants("Ended");
        task.pass();
        task.reports(BLOCKED).pass();
        var decision = task.with(ABANDON).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ended);
        assertThat(reasons(decision)).containsExactly(EventReason.ReleaseAbandoned);
        assertThat(task.status.message()).contains("Remove by hand", "pg_drop_replication_slot('dm_1')");
        assertThat(task.status.release().abandonedAt()).isNotNull();
        assertThat(task.status.release().leftBehind()).isEqualTo(BLOCKED.leftBehind());
        var gone = task.deleted().pass();
        assertThat(gone.removeFinalizer()).isTrue();
        assertThat(gone.leftBehind()).isEqualTo(BLOCKED.leftBehind());
    }

    @Test
    void itIsNotGivenUpBeforeAnAttemptOrForWantOfAWorker() {
        var task = Given.running(Phase.FullMigration).wants("Ended").with(ABANDON);
        assertThat(task.pass().directive()).isEqualTo(new Directive.Release(1));
        task.reports(new WorkerState.ReleaseBlocked(
                        new FailureStatus(
                                "WorkerUnavailable", FailureClass.Transient, null, "no pod", "look at it", null, null),
                        BLOCKED.leftBehind()))
                .pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ending);
        task.reports(new WorkerState.Released()).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ended);
        assertThat(task.status.release()).isNull();
    }

    @Test
    void aDeletedTaskThatIsGivenUpGoesAfterOneAttempt() {
        var task = Given.running(Phase.FullMigration).with(ABANDON).deleted();
        assertThat(task.pass().removeFinalizer()).isFalse();
        var decision = task.reports(BLOCKED).pass();
        assertThat(decision.removeFinalizer()).isTrue();
        assertThat(decision.leftBehind()).isEqualTo(BLOCKED.leftBehind());
    }

    @Test
    void withoutItsSecretAFreshWorkerCannotRelease() {
        var task = Given.running(Phase.FullMigration).operatorRestarted().wants("Ended");
        task.accessProblem = Given.SECRET_MISSING;
        var decision = task.pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ending);
        assertThat(task.status.epoch()).isEqualTo(1);
        assertThat(decision.directive()).isEqualTo(new Directive.None());
        assertThat(task.status.message()).contains("Secret shop/a is missing").contains("dm_x");
        task.accessProblem = null;
        assertThat(task.pass().directive()).isEqualTo(new Directive.Release(2));
    }

    @Test
    void endedIsFinal() {
        var task = Given.running(Phase.FullMigration);
        task.wants("Ended").pass();
        task.reports(new WorkerState.Released()).pass();
        var ended = task.status;
        assertThat(task.wants("Running").with("{\"source\": null}").pass().status())
                .isEqualTo(ended);
    }

    @Test
    void endingIsNotTakenBack() {
        var task = Given.running(Phase.FullMigration);
        task.wants("Ended").pass();
        assertThat(task.wants("Running").pass().directive()).isEqualTo(new Directive.Release(1));
    }

    @Test
    void aDeletedTaskThatHeldNothingGoesAtOnce() {
        var ended = Given.running(Phase.FullMigration);
        ended.wants("Ended").pass();
        ended.reports(new WorkerState.Released()).pass();
        ended.operatorRestarted();
        for (var task : List.of(Given.empty(), Given.configured(), ended)) {
            var before = task.status;
            var decision = task.deleted().pass();
            assertThat(decision.removeFinalizer()).isTrue();
            assertThat(decision.events()).isEmpty();
            assertThat(decision.status()).isEqualTo(before);
        }
    }

    @Test
    void aDeletedTaskReleasesFirst() {
        var task = Given.running(Phase.FullMigration).deleted();
        var decision = task.pass();
        assertThat(decision.removeFinalizer()).isFalse();
        assertThat(decision.directive()).isEqualTo(new Directive.Release(1));
        assertThat(task.status.state()).isEqualTo(TaskState.Ending);
        assertThat(task.status.lastOperation().operation()).isEqualTo(TaskOperation.Start);
        decision = task.reports(new WorkerState.Released()).pass();
        assertThat(decision.removeFinalizer()).isTrue();
        assertThat(decision.directive()).isEqualTo(new Directive.Forget());
        assertThat(decision.events()).isEmpty();
    }

    @Test
    void aDeletedTaskThatCannotReleaseLetsGoInTheEndAndSaysWhatIsLeft() {
        var task = Given.running(Phase.FullMigration).deleted();
        task.pass();
        task.reports(BLOCKED);
        assertThat(task.later(Duration.ofSeconds(297)).pass().removeFinalizer()).isFalse();
        var decision = task.later(Duration.ofSeconds(2)).pass();
        assertThat(decision.removeFinalizer()).isTrue();
        assertThat(reasons(decision)).containsExactly(EventReason.ReleaseAbandoned);
        assertThat(decision.events().get(0).message())
                .contains("source a:5432/shop")
                .contains("dm_1");
    }

    @Test
    void aReleaseThatHangsIsAbandonedJustTheSame() {
        var task = Given.running(Phase.FullMigration).deleted();
        task.pass();
        task.reports(new WorkerState.Quiescing());
        var decision = task.later(Duration.ofSeconds(300)).pass();
        assertThat(decision.removeFinalizer()).isTrue();
        assertThat(decision.events().get(0).message()).contains("dm_x");
    }

    @Test
    void aDeletedTaskWithoutItsSecretWaitsForItAndThenLetsGo() {
        var task = Given.running(Phase.FullMigration).operatorRestarted().deleted();
        task.accessProblem = Given.SECRET_MISSING;
        assertThat(task.pass().removeFinalizer()).isFalse();
        var decision = task.later(Duration.ofSeconds(300)).pass();
        assertThat(decision.removeFinalizer()).isTrue();
        assertThat(decision.events().get(0).message()).contains("dm_x");
    }
}
