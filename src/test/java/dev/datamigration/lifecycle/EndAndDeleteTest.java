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
import dev.datamigration.lifecycle.model.Directive;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.Requeue;
import dev.datamigration.lifecycle.model.WorkerState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EndAndDeleteTest {
    private static final WorkerState.ReleaseBlocked BLOCKED = WorkerStates.releaseBlocked(
            new FailureStatus("Unreachable", FailureClass.Transient, Side.Source, "no answer", "start it", null, null),
            List.of("source a:5432/shop: SELECT pg_drop_replication_slot('dm_1')"));

    private static final String ABANDON = "{\"release\": {\"mode\": \"Abandon\", \"acknowledge\": true}}";

    @ParameterizedTest
    @EnumSource(names = {"Precheck", "SchemaMigration", "FullMigration", "IncrementalSync", "FullVerification"})
    void inEveryPhaseItEndsOnceEverythingIsReleased(Phase phase) {
        var task = Given.running(phase);
        var decision = task.wants("Ended").pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ending);
        var release = phase == Phase.Precheck ? Told.releaseOrphans(1) : Told.release(1);
        assertThat(decision.directive()).isEqualTo(release);
        assertThat(reasons(decision)).containsExactly(EventReason.Ending);
        assertThat(task.status.supportedOperations()).isEmpty();
        assertThat(task.status.lastOperation().operation()).isEqualTo(TaskOperation.End);

        assertThat(task.reports(new WorkerState.Quiescing()).pass().directive()).isEqualTo(release);
        decision = task.reports(new WorkerState.Released()).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ended);
        assertThat(reasons(decision)).containsExactly(EventReason.Ended);
        assertThat(decision.directive()).isEqualTo(new Directive.Forget());
        assertCondition(task.status, "Ready", true, "Ended");
    }

    @Test
    void sequencesThatWereNotSetAreToldWithTheirSql() {
        var sql = "SELECT pg_catalog.setval('a', 5);";
        var task = Given.running(Phase.IncrementalSync);
        task.wants("Ended").pass();
        var blocked = task.reports(
                        new WorkerState.ReleaseBlocked(BLOCKED.failure(), BLOCKED.leftBehind(), null, List.of(), sql))
                .pass();
        assertThat(reasons(blocked)).containsExactly(EventReason.ReleaseBlocked, EventReason.SequencesBehind);
        assertThat(task.status.release().sequences()).isEqualTo(sql);
        var givenUp = task.copy().with(ABANDON);
        assertThat(reasons(givenUp.pass())).containsExactly(EventReason.ReleaseAbandoned);
        assertThat(givenUp.status.message()).contains("dm_1", "status.release.sequences");

        var set = task.copy().reports(new WorkerState.Released(List.of(), ""));
        set.pass();
        assertThat(set.status.release()).as("a later attempt has set them").isNull();

        var ended = task.reports(new WorkerState.Released()).pass();
        assertThat(reasons(ended)).containsExactly(EventReason.Ended);
        assertThat(task.status.release().sequences()).isEqualTo(sql);
        assertThat(task.status.message())
                .startsWith("ended; nothing is held on either database")
                .contains("status.release.sequences");
        assertThat(task.pass().status()).isEqualTo(task.status);
        assertThat(task.deleted().pass().leftBehind()).containsExactly(sql);
    }

    @Test
    void aDeletedTaskTellsThemWhereItIsReadAfterwards() {
        var task = Given.running(Phase.IncrementalSync);
        task.deleted().pass();
        var gone =
                task.reports(new WorkerState.Released(List.of(), "SELECT 1;")).pass();
        assertThat(gone.leftBehind()).containsExactly("SELECT 1;");
        assertThat(reasons(gone)).containsExactly(EventReason.SequencesBehind);
        assertThat(gone.events().get(0).message()).contains("SELECT 1;");
    }

    @Test
    void theRestStatesEndToo() {
        var stopped = Given.running(Phase.FullMigration);
        stopped.wants("Stopped").pass();
        stopped.reports(new WorkerState.Stopped()).pass();
        var failed = Given.running(Phase.FullMigration);
        failed.reports(WorkerStates.failed(Given.ROW_REFUSED)).pass();
        var completed = Given.running(Phase.FullMigration, Given.configured().types("Full"));
        completed.reports(new WorkerState.PhaseDone(Phase.FullMigration)).pass();
        for (var task : List.of(stopped, failed, completed)) {
            assertThat(task.operatorRestarted().wants("Ended").pass().directive())
                    .isEqualTo(Told.release(2));
            assertThat(task.status.state()).isEqualTo(TaskState.Ending);
            assertThat(task.status.failure()).isEqualTo(task == failed ? task.status.failure() : null);
        }
    }

    @Test
    void whatHasNobodyToAskEndsAtOnce() {
        var failedToStart = Given.configured().wants("Running");
        failedToStart.accessProblem = Given.SECRET_MISSING;
        failedToStart.pass();
        var notStarted = Given.configured();
        notStarted.accessProblem = Given.SECRET_MISSING;
        notStarted.pass();
        for (var task : List.of(Given.empty(), notStarted, failedToStart)) {
            var decision = task.wants("Ended").pass();
            assertThat(task.status.state()).isEqualTo(TaskState.Ended);
            assertThat(decision.directive()).isEqualTo(new Directive.None());
            assertThat(task.status.lastOperation().operation()).isEqualTo(TaskOperation.End);
        }
        assertThat(notStarted.status.message()).contains("by its status it has made nothing", "SecretMissing", "dm_x");
    }

    /** Also those that never were started: their status may be of before that, as after etcd was restored. */
    static List<Given> whatHasMadeNothing() {
        var failed = Given.running(Phase.Precheck);
        failed.reports(WorkerStates.failed(Given.SECRET_MISSING)).pass();
        var stopped = Given.running(Phase.Precheck).wants("Stopped");
        stopped.pass();
        stopped.reports(new WorkerState.Stopped()).pass();
        var notStarted = Given.configured();
        notStarted.pass();
        return List.of(
                failed.operatorRestarted(),
                stopped.operatorRestarted(),
                notStarted,
                Given.configured(),
                Given.running(Phase.Precheck));
    }

    @ParameterizedTest
    @MethodSource("whatHasMadeNothing")
    void bothServersAreAskedWhetherThatIsSo(Given task) {
        var decision = task.wants("Ended").pass();
        assertThat(decision.directive()).isEqualTo(Told.releaseOrphans(task.status.epoch()));
        assertThat(task.status.state()).isEqualTo(TaskState.Ending);
        assertThat(task.status.message()).contains("making sure");
        assertThat(task.reports(new WorkerState.Quiescing()).pass().directive()).isEqualTo(decision.directive());
        decision = task.reports(new WorkerState.Released()).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ended);
        assertThat(task.status.release()).isNull();
        assertThat(reasons(decision)).containsExactly(EventReason.Ended);
    }

    @ParameterizedTest
    @MethodSource("whatHasMadeNothing")
    void itEndsAtOnceThoughAServerCannotBeAskedAndSaysSo(Given task) {
        task.wants("Ended").pass();
        var ended = task.reports(BLOCKED).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ended);
        assertThat(task.status.release().leftBehind()).isEqualTo(BLOCKED.leftBehind());
        assertThat(task.status.message()).contains("by its status it has made nothing", "Unreachable", "dm_1");
        assertThat(reasons(ended)).containsExactly(EventReason.ReleaseAbandoned);
        assertThat(task.deleted().pass().leftBehind()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("whatHasMadeNothing")
    void whatIsThereAllTheSameIsWaitedFor(Given task) {
        var held = WorkerStates.releaseBlocked(
                new FailureStatus(
                        "StatusBehind", FailureClass.NeedsPerson, Side.Target, "at work", "look there", null, null),
                BLOCKED.leftBehind());
        task.wants("Ended").pass();
        var decision = task.reports(held).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ending);
        assertThat(decision.directive()).isEqualTo(Told.releaseOrphans(task.status.epoch()));
        assertThat(task.status.message()).contains("at work", "dm_1");
        assertThat(task.copy()
                        .reports(new WorkerState.Released())
                        .pass()
                        .status()
                        .state())
                .isEqualTo(TaskState.Ended);
        task.with(ABANDON).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ended);
        assertThat(task.status.message()).contains("left behind");
        assertThat(task.deleted().pass().leftBehind()).isEqualTo(BLOCKED.leftBehind());
    }

    @Test
    void aPrecheckWhoseWorkerIsAboutToFailIsAskedOn() {
        var aboutToFail = Given.running(Phase.Precheck)
                .reports(WorkerStates.failed(Given.SECRET_MISSING))
                .wants("Ended");
        assertThat(aboutToFail.pass().directive()).isEqualTo(Told.releaseOrphans(1));
        assertThat(aboutToFail.pass().directive()).isEqualTo(Told.releaseOrphans(1));
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
    void whatIsDeletedAndHasMadeNothingGoesOnceItsServersWereAskedAndSaysWhichWasNot() {
        for (var task : whatHasMadeNothing()) {
            var decision = task.deleted().pass();
            assertThat(decision.removeFinalizer()).isFalse();
            assertThat(decision.directive()).isEqualTo(Told.releaseOrphans(task.status.epoch()));
            var gone = task.copy().reports(new WorkerState.Released()).pass();
            assertThat(gone.removeFinalizer()).isTrue();
            assertThat(gone.events()).isEmpty();

            gone = task.reports(BLOCKED).pass();
            assertThat(gone.removeFinalizer()).isTrue();
            assertThat(gone.leftBehind()).as("not known to be anything").isEmpty();
            assertThat(reasons(gone)).containsExactly(EventReason.ReleaseAbandoned);
            assertThat(gone.events().get(0).message()).contains("by its status it has made nothing", "dm_1");
        }
    }

    @Test
    void aBlockedReleaseNamesWhatIsLeftAndGoesOn() {
        var task = Given.running(Phase.FullMigration);
        task.wants("Ended").pass();
        var decision = task.reports(BLOCKED).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ending);
        assertThat(task.status.message()).contains("no answer").contains("pg_drop_replication_slot('dm_1')");
        assertThat(decision.directive()).isEqualTo(Told.release(1));
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
        assertThat(task.pass().directive()).isEqualTo(Told.release(1));
        task.reports(WorkerStates.releaseBlocked(
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
        assertThat(task.pass().directive()).isEqualTo(Told.release(2));
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
        assertThat(task.wants("Running").pass().directive()).isEqualTo(Told.release(1));
    }

    @Test
    void aDeletedTaskThatHeldNothingGoesAtOnce() {
        var ended = Given.running(Phase.FullMigration);
        ended.wants("Ended").pass();
        ended.reports(new WorkerState.Released()).pass();
        ended.operatorRestarted();
        for (var task : List.of(Given.empty(), ended)) {
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
        assertThat(decision.directive()).isEqualTo(Told.release(1));
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
