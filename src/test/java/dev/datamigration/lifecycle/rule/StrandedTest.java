package dev.datamigration.lifecycle.rule;

import static dev.datamigration.lifecycle.Expect.assertCondition;
import static dev.datamigration.lifecycle.Expect.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Side;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.lifecycle.Found;
import dev.datamigration.lifecycle.SwitchoverScene;
import dev.datamigration.lifecycle.WorkerStates;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.WorkerState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows on one side only are part of the truth until a person has acknowledged these very rows. */
class StrandedTest {
    private static final String KEPT =
            "On the target database b:5432/shop, 3 rows. DROP TABLE datamigration.stranded_x;";
    private static final FailureStatus NO_ANSWER =
            new FailureStatus("Unreachable", FailureClass.Transient, Side.Source, "no answer", "start it", null, null);

    private final SwitchoverScene scene =
            SwitchoverScene.withReverse().entered().through();

    private static LateWrites late(long stranded) {
        return new LateWrites(
                1, Side.Source, "public.orders", 2L, stranded, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z");
    }

    private static VerificationStatus comparedAfterwards() {
        return Found.compared("2026-01-02T00:00:00Z", true, 0, null).verification();
    }

    @Test
    void carriedRowsAreNotStranded() {
        scene.foundLate(late(0));
        assertThat(scene.status().stranded()).isNull();
        assertCondition(scene.task.status, "Verified", true, "Consistent");
    }

    @Test
    void whatNobodyHasAcknowledgedIsCounted() {
        scene.foundLate(late(3));
        assertThat(scene.status().stranded().rows()).isEqualTo(3);
        assertThat(scene.status().stranded().unacknowledged()).isEqualTo(3);
        assertThat(scene.task.status.message()).contains("spec.forwardSwitchover.acceptStranded");
        assertCondition(scene.task.status, "Verified", false, "Stranded");
    }

    @Test
    void theWordAcknowledgesTheseRowsAndNoOthers() {
        scene.foundLate(late(3));
        var word = scene.status().stranded().accept();
        scene.asked("{\"acceptStranded\": \"" + word + "\"}");
        assertThat(scene.status().stranded().unacknowledged()).isZero();
        assertThat(scene.task.status.message()).doesNotContain("acceptStranded");
        scene.foundLate(late(4));
        assertThat(scene.status().stranded().unacknowledged()).isEqualTo(4);
        assertThat(scene.status().stranded().accept()).isNotEqualTo(word);
        assertThat(scene.asked("{\"acceptStranded\": \"00000000\"}")
                        .status()
                        .stranded()
                        .unacknowledged())
                .isEqualTo(4);
    }

    @Test
    void equalIsSaidOnlyOnceTheyAreAcknowledgedAndComparedSince() {
        scene.foundLate(late(3));
        scene.foundReverse(comparedAfterwards());
        assertCondition(scene.task.status, "Verified", false, "Stranded");
        scene.asked("{\"acceptStranded\": \"" + scene.status().stranded().accept() + "\"}");
        assertCondition(scene.task.status, "Verified", true, "Consistent");
    }

    @Test
    void acknowledgingMakesNothingEqual() {
        scene.foundLate(late(3));
        scene.asked("{\"acceptStranded\": \"" + scene.status().stranded().accept() + "\"}");
        assertCondition(scene.task.status, "Verified", false, "Stranded");
    }

    @Test
    void aSkippedStepIsNotForgottenWithItsSwitchover() {
        var skipped = SwitchoverScene.withReverse().entered().to(SwitchoverStep.StopForwardSync);
        skipped.reported(StepState.Failed, "it did not arrive").answered("Skip").through();
        assertCondition(skipped.task.status, "Verified", false, "Stranded");
        skipped.round(2);
        assertThat(skipped.status().steps()).noneMatch(step -> step.state() == StepState.Skipped);
        assertCondition(skipped.task.status, "Verified", false, "Stranded");
        skipped.through().foundReverse(comparedAfterwards());
        assertCondition(skipped.task.status, "Verified", true, "Consistent");
    }

    @Test
    void aStepThatWasSkippedInASwitchoverThatWasTakenBackLeavesNothingOpen() {
        var skipped = SwitchoverScene.withReverse().entered().to(SwitchoverStep.ConfirmStopTimestamp);
        skipped.reported(StepState.Failed, "it did not arrive").answered("Skip");
        skipped.asked("{\"entered\": false}").ended();
        assertCondition(skipped.task.status, "Verified", true, "Consistent");
    }

    @Test
    void anEndNamesWhereTheyAreKept() {
        scene.foundLate(late(3));
        var ending = scene.task.wants("Ended").pass();
        assertThat(reasons(ending)).containsExactly(EventReason.Ending, EventReason.StrandedWrites);
        assertThat(ending.events().get(1).message()).contains("kept");
        var ended = scene.task
                .reports(new WorkerState.Released(List.of(KEPT), null))
                .pass();
        assertThat(reasons(ended)).containsExactly(EventReason.Ended, EventReason.StrandedRowsKept);
        assertThat(scene.task.status.state()).isEqualTo(TaskState.Ended);
        assertThat(scene.status().stranded().kept()).containsExactly(KEPT);
        assertThat(scene.task.status.message()).contains(KEPT);
        assertThat(scene.task.deleted().pass().leftBehind()).containsExactly(KEPT);
    }

    @Test
    void whatOneSideKeepsIsKnownWhileTheOtherIsAwaitedAndGivenUp() {
        scene.foundLate(late(3));
        scene.task.wants("Ended").pass();
        var blocked = WorkerStates.releaseBlocked(NO_ANSWER, List.of("source: slot"), null, List.of(KEPT), null);
        assertThat(reasons(scene.task.reports(blocked).pass()))
                .containsExactly(EventReason.ReleaseBlocked, EventReason.StrandedRowsKept);
        scene.task.operatorRestarted();
        scene.task.pass();
        scene.task.reports(WorkerStates.releaseBlocked(NO_ANSWER, List.of("source: slot")));
        scene.task
                .with("{\"release\": {\"mode\": \"Abandon\", \"acknowledge\": true}}")
                .pass();
        assertThat(scene.task.status.state()).isEqualTo(TaskState.Ended);
        assertThat(scene.status().stranded().kept()).containsExactly(KEPT);
    }

    @Test
    void aDeletionNamesThemWhereItIsReadAfterwards() {
        scene.foundLate(late(3));
        scene.task.deleted().pass();
        var gone = scene.task
                .reports(new WorkerState.Released(List.of(KEPT), null))
                .pass();
        assertThat(gone.removeFinalizer()).isTrue();
        assertThat(gone.leftBehind()).containsExactly(KEPT);
        assertThat(reasons(gone)).containsExactly(EventReason.StrandedRowsKept);
    }
}
