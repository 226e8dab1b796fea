package dev.datamigration.lifecycle;

import static dev.datamigration.lifecycle.Expect.assertCondition;
import static dev.datamigration.lifecycle.Expect.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.status.ContinuousVerificationStatus;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.lifecycle.model.Directive;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.status.ConditionList;
import dev.datamigration.lifecycle.status.StatusChange;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final WorkerState DONE = new WorkerState.PhaseDone(Phase.FullVerification);
    private static final WorkerState COMPARING = new WorkerState.Running(Phase.FullVerification);
    private static final String SKIP = "{\"fullVerification\": {\"skip\": true}}";
    private final Given task = Given.running(Phase.FullVerification);

    @Test
    void anEqualTaskStaysRunningAtAHundredPercent() {
        var decision = task.reports(DONE, Found.verification(0, true)).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertThat(task.status.phase()).isEqualTo(Phase.FullVerification);
        assertThat(task.status.phaseComplete()).isTrue();
        assertThat(task.status.progress()).isEqualTo("100 %");
        assertThat(reasons(decision)).containsExactly(EventReason.VerificationConsistent);
        assertCondition(task.status, "Verified", true, "Consistent");
        assertCondition(task.status, "Ready", true, "InStep");
    }

    @Test
    void aDifferenceDoesNotFailTheTask() {
        var decision = task.reports(DONE, Found.verification(0, false)).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertThat(reasons(decision)).containsExactly(EventReason.VerificationInconsistent);
        assertCondition(task.status, "Verified", false, "Inconsistent");
    }

    @Test
    void aTaskWithoutIncrementalCompletesWhateverWasFound() {
        var full = Given.running(Phase.FullVerification, Given.configured().types("Full", "FullVerification"));
        var decision = full.reports(DONE, Found.verification(0, false)).pass();
        assertThat(full.status.state()).isEqualTo(TaskState.Completed);
        assertThat(reasons(decision)).containsExactly(EventReason.VerificationInconsistent, EventReason.Completed);
        assertCondition(full.status, "Verified", false, "Inconsistent");
    }

    @Test
    void skippingItWhileItRunsCompletesIt() {
        var decision = task.with(SKIP).pass();
        assertThat(task.status.phaseComplete()).isTrue();
        assertThat(task.status.verification().skipped()).isTrue();
        assertThat(reasons(decision)).containsExactly(EventReason.VerificationSkipped);
        assertThat(task.status.lastOperation().operation()).isEqualTo(TaskOperation.SkipFullVerification);
        assertThat(task.status.lastOperation().requestedBy()).isEqualTo("batch");
        assertThat(decision.directive()).isEqualTo(Told.run(1, Phase.FullVerification));
        assertCondition(task.status, "Verified", false, "Skipped");

        assertThat(task.reports(COMPARING, Found.verification(0, null)).pass().events())
                .isEmpty();
        assertThat(task.status.phaseComplete()).isTrue();
        assertThat(task.status.verification().skipped()).isTrue();
    }

    @Test
    void skippedBeforehandItIsLeftAsSoonAsItIsReached() {
        var skipping = Given.running(Phase.IncrementalSync).with(SKIP);
        skipping.pass();
        assertThat(skipping.status.verification()).isNull();
        skipping.reports(new WorkerState.PhaseDone(Phase.IncrementalSync)).pass();
        assertThat(skipping.pass().status().phaseComplete()).isTrue();
    }

    @Test
    void skippedWithoutIncrementalItCompletes() {
        var full = Given.running(Phase.FullVerification, Given.configured().types("Full", "FullVerification"));
        full.with(SKIP).pass();
        assertThat(full.status.state()).isEqualTo(TaskState.Completed);
    }

    @Test
    void aStoppedTaskCanSkipItToo() {
        task.wants("Stopped").pass();
        task.reports(new WorkerState.Stopped()).pass();
        assertThat(task.status.supportedOperations()).contains(TaskOperation.SkipFullVerification);
        var decision = task.operatorRestarted().with(SKIP).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Stopped);
        assertThat(task.status.phaseComplete()).isTrue();
        assertThat(decision.directive()).isEqualTo(new Directive.None());
        assertThat(reasons(decision)).containsExactly(EventReason.VerificationSkipped);
        assertThat(task.pass().events()).isEmpty();
    }

    @Test
    void aHigherNonceComparesAgain() {
        task.reports(DONE, Found.verification(0, false)).pass();
        var decision = task.with("{\"fullVerification\": {\"runNonce\": 1}}").pass();
        assertThat(task.status.phaseComplete()).isFalse();
        assertThat(reasons(decision)).containsExactly(EventReason.VerificationRepeated);
        assertThat(decision.directive()).isEqualTo(Told.run(1, Phase.FullVerification));
        task.reports(COMPARING, Found.verification(1, null)).pass();
        assertThat(task.status.phaseComplete()).isFalse();
        task.reports(DONE, Found.verification(1, true)).pass();
        assertThat(task.status.phaseComplete()).isTrue();
        assertCondition(task.status, "Verified", true, "Consistent");
    }

    @Test
    void aRestartDoesNotUndoIt() {
        task.reports(DONE, Found.verification(0, true)).pass();
        var decision = task.operatorRestarted().pass();
        assertThat(task.status.phaseComplete()).isTrue();
        assertThat(reasons(decision)).containsExactly(EventReason.WorkerReplaced);
        task.reports(COMPARING).pass();
        assertThat(task.status.phaseComplete()).isTrue();
    }

    @Test
    void aResumeDoesNotUndoTheSkip() {
        task.with(SKIP).pass();
        task.wants("Stopped").pass();
        task.reports(new WorkerState.Stopped()).pass();
        var decision = task.operatorRestarted().wants("Running").pass();
        assertThat(task.status.phaseComplete()).isTrue();
        assertThat(reasons(decision)).containsExactly(EventReason.Resumed);
    }

    @Test
    void aSkipTakenBackComparesAgain() {
        task.with(SKIP).pass();
        task.with("{\"fullVerification\": {\"skip\": false}}");
        task.reports(COMPARING, Found.verification(0, null)).pass();
        assertThat(task.status.phaseComplete()).isFalse();
        assertThat(task.status.verification().skipped()).isFalse();
        task.reports(DONE, Found.verification(0, true)).pass();
        assertCondition(task.status, "Verified", true, "Consistent");
    }

    @Test
    void equalIsSaidOfWhatWasComparedAndAsOfWhen() {
        task.reports(DONE, Found.compared("2026-11-29T15:06:41.5Z", true, 17L, null))
                .pass();
        assertThat(task.status.message())
                .contains("20 tables with 1,315,733 rows were equal on both sides as of 2026-11-29T15:06:00Z")
                .contains("17 rows were repaired")
                .doesNotContain("both databases are equal");
        assertThat(ConditionList.find(task.status.conditions(), "Verified")
                        .orElseThrow()
                        .getMessage())
                .contains("as of 2026-11-29T15:06:00Z");
    }

    @Test
    void differencesFoundLaterAreTold() {
        var round = new ContinuousVerificationStatus(1L, "2026-11-29T15:00:00Z", null, 20, null);
        task.reports(DONE, Found.compared("2026-11-29T15:00:00Z", true, 0L, round))
                .pass();
        assertThat(task.status.message()).contains("20 tables were equal on both sides as of");
        var decision = task.reports(DONE, Found.compared("2026-11-29T16:00:00Z", false, 0L, round))
                .pass();
        assertThat(reasons(decision)).containsExactly(EventReason.VerificationInconsistent);
        assertThat(task.status.phaseComplete()).isTrue();
        assertThat(task.status.supportedOperations()).contains(TaskOperation.EnterForwardSwitchover);
        assertCondition(task.status, "Verified", false, "Inconsistent");
        assertThat(task.reports(DONE, Found.compared("2026-11-29T16:10:00Z", false, 0L, round))
                        .pass()
                        .events())
                .isEmpty();
        decision = task.reports(DONE, Found.compared("2026-11-29T17:00:00Z", true, 3L, round))
                .pass();
        assertThat(reasons(decision)).containsExactly(EventReason.VerificationConsistent);
        assertCondition(task.status, "Verified", true, "Consistent");
    }

    /** A comparison that goes on must not have the status written for each table. */
    @Test
    void aNewerTimeWithinTheMinuteIsOnlyProgress() {
        var round = new ContinuousVerificationStatus(1L, "2026-11-29T15:00:00Z", null, 20, null);
        task.reports(DONE, Found.compared("2026-11-29T15:00:01Z", true, 0L, round))
                .pass();
        var before = task.status;
        task.reports(DONE, Found.compared("2026-11-29T15:00:41Z", true, 0L, round))
                .pass();
        assertThat(StatusChange.between(before, task.status)).isEqualTo(StatusChange.Progress);
    }

    @Test
    void aFinishedOneIsNotSkippedAndKeepsItsResult() {
        task.reports(DONE, Found.verification(0, false)).pass();
        var decision = task.with(SKIP).pass();
        assertCondition(task.status, "Verified", false, "Inconsistent");
        assertThat(task.status.verification().consistent()).isFalse();
        assertThat(decision.events()).isEmpty();
        // the worker that was told to skip compares no more, and knows no result
        task.reports(COMPARING, Found.verification(0, null)).pass();
        assertThat(task.status.verification().consistent()).isFalse();
        assertCondition(task.status, "Verified", false, "Inconsistent");
        task.wants("Stopped").pass();
        task.reports(new WorkerState.Stopped()).pass();
        assertThat(task.status.supportedOperations()).doesNotContain(TaskOperation.SkipFullVerification);
    }

    @Test
    void withoutAResultNothingIsEqual() {
        task.reports(DONE).pass();
        assertCondition(task.status, "Verified", false, "Pending");
        assertThat(task.status.message()).doesNotContain("equal");
    }

    /** Equal is not said of before the switchover once differences were found after it, nor after these were repaired. */
    @Test
    void theNewerOfBothDirectionsCounts() {
        var scene = SwitchoverScene.withReverse().entered().through();
        assertCondition(scene.task.status, "Verified", true, "Consistent");
        scene.foundReverse(comparedAt("2026-01-02T00:00:00Z", false));
        assertCondition(scene.task.status, "Verified", false, "Inconsistent");
        assertThat(scene.task.status.conditions())
                .filteredOn(condition -> condition.getType().equals("Verified"))
                .first()
                .satisfies(condition -> assertThat(condition.getMessage()).contains("see status.reverseVerification"));
        assertThat(scene.last.events())
                .anySatisfy(event -> assertThat(event.message()).contains("see status.reverseVerification"));
        scene.foundReverse(comparedAt("2026-01-03T00:00:00Z", true));
        assertCondition(scene.task.status, "Verified", true, "Consistent");
        scene.foundReverse(comparedAt("2026-01-04T00:00:00Z", false));
        scene.round(2).through();
        assertCondition(scene.task.status, "Verified", false, "Inconsistent");
        scene.task.reports(
                new WorkerState.PhaseDone(scene.task.status.phase()),
                Found.compared("2026-01-05T00:00:00Z", true, 0, null));
        scene.pass();
        assertCondition(scene.task.status, "Verified", true, "Consistent");
    }

    private static VerificationStatus comparedAt(String time, boolean consistent) {
        return Found.compared(time, consistent, 0, null).verification();
    }
}
