package dev.datamigration.lifecycle;

import static dev.datamigration.api.switchover.SwitchoverStep.ConfirmStopTimestamp;
import static dev.datamigration.api.switchover.SwitchoverStep.ProcessDatabaseObjects;
import static dev.datamigration.api.switchover.SwitchoverStep.SwitchoverPrecheck;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.api.status.WaitingStatus;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.lifecycle.condition.TaskMessages;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.DetailsOf;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a task's message says, and what it does not. */
class AlertMessagesTest {
    private static final LateWrites LATE = new LateWrites(1, Side.Source, "public.orders", 2L, 0L, null, null);
    private static final LateWrites NONE = new LateWrites(1, Side.Source, "public.orders", 0L, 0L, null, null);

    @Test
    void thatTheSwitchoverIsEnteredLaterIsSaidUntilItIs() {
        var task = Given.running(Phase.FullMigration).with("{\"forwardSwitchover\": {\"entered\": true}}");
        task.pass();
        assertThat(task.status.message()).contains("entered once full verification is complete or skipped");
        var scene = SwitchoverScene.withReverse().entered();
        while (scene.task.status.phase() == Phase.ForwardSwitchover) {
            assertThat(scene.task.status.message()).doesNotContain("entered once");
            if (scene.task.status.awaiting() != null) {
                scene.answered("Confirm");
            } else {
                scene.reported(StepState.Done, "done");
            }
        }
    }

    @Test
    void lateWritesAreSaidWhereThereWereAny() {
        var scene = SwitchoverScene.withReverse().entered().through();
        assertThat(scene.foundLate(NONE).task.status.message()).doesNotContain("writes after the confirmation");
        assertThat(scene.foundLate(LATE).task.status.message()).contains("writes after the confirmation");
    }

    @Test
    void whatCameAfterAConfirmationThatWasTakenBackWasNotLate() {
        var scene = SwitchoverScene.withReverse().entered().to(ConfirmStopTimestamp);
        assertThat(scene.foundLate(LATE).task.status.message()).contains("writes after the confirmation");
        scene.asked("{\"entered\": false}").ended();
        assertThat(scene.task.status.message()).doesNotContain("writes after the confirmation");
        assertThat(scene.status().lateWrites()).isEmpty();
        assertThat(scene.entered().task.status.message()).doesNotContain("writes after the confirmation");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0   | true  | the load has not begun; waits on the source | waiting",
                "7   | true  | loading the tables; waits on the source     | 70 %",
                "0   | false | loading the tables                          | 0 %",
            })
    void aLoadThatWaitsSaysSo(long rows, boolean waits, String message, String progress) {
        var task = Given.running(Phase.FullMigration);
        var full = new FullMigrationStatus("Copying", 1, 0, 1L, 0L, 10L, rows, 0L, 0L, 0L);
        var waiting = new WaitingStatus(Side.Source, "2026-11-29T10:00:00Z", "process 7", "Let it end.");
        task.reports(
                        new WorkerState.Running(Phase.FullMigration),
                        new WorkerDetails(
                                null,
                                null,
                                full,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                waits ? waiting : null,
                                null,
                                null,
                                null,
                                null))
                .pass();
        assertThat(task.status.message()).startsWith(message);
        assertThat(task.status.progress()).isEqualTo(progress);
    }

    @Test
    void howToResumeIsSaidOnceWhateverTheItemsSay() {
        var items = Stream.of("Grant it, then resume.", "Run X; then resume.", "Correct it. Then resume.")
                .map(remedy -> new PrecheckItem("N", Side.Source, PrecheckItemStatus.Failed, "wrong", remedy, false))
                .toList();
        var task = Given.running(Phase.Precheck);
        task.reports(
                        new WorkerState.PhaseDone(Phase.Precheck),
                        DetailsOf.parts(new PrecheckStatus("2026-01-01T00:00:00Z", items), null, null, null, null))
                .pass();
        assertThat(task.status.failure().remedy())
                .isEqualTo("Grant it; Run X; Correct it; then resume the task by raising spec.resumeNonce");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Transient   | Start the server.                     | Start the server; then resume the task by raising spec.resumeNonce",
                "Transient   | Raise spec.resumeNonce to go on.      | Raise spec.resumeNonce to go on.",
                "NeedsPerson | Grant it, then resume.                | Grant it, then resume.",
                "Permanent   | End the task and begin another one.   | End the task and begin another one.",
            })
    void whatDidNotPassByItselfIsResumedByAPerson(FailureClass kind, String remedy, String told) {
        var failure = new FailureStatus("Unreachable", kind, Side.Source, "it is gone", remedy, null, null);
        assertThat(TaskMessages.failed(failure)).isEqualTo("it is gone — " + told);
    }

    @Test
    void theAnswersAreNeverCutOff() {
        var scene = SwitchoverScene.withReverse().entered().to(SwitchoverPrecheck);
        scene.reported(StepState.Failed, "x".repeat(2000));
        assertThat(scene.task.status.message())
                .contains("\"action\": \"Retry\"}")
                .contains("\"action\": \"Skip\"}")
                .endsWith("second skip)");
    }

    @Test
    void whereThereIsNoWayBackNobodyIsToldToSwitchBack() {
        var scene = new SwitchoverScene().entered().to(ProcessDatabaseObjects).asked("{\"entered\": false}");
        assertThat(scene.task.status.message()).endsWith("; it is too late to abort: finish");
    }
}
