package dev.datamigration.lifecycle;

import static dev.datamigration.lifecycle.Expect.assertCondition;
import static dev.datamigration.lifecycle.Expect.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.TaskState;
import dev.datamigration.lifecycle.condition.UnansweringServers;
import dev.datamigration.lifecycle.model.Decision;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import org.junit.jupiter.api.Test;

class PrecheckTest {
    private final Given task = Given.running(Phase.Precheck);

    private Decision checked(String... failedItems) {
        return task.reports(new WorkerState.PhaseDone(Phase.Precheck), Found.failedItems(failedItems))
                .pass();
    }

    @Test
    void aFailedItemFailsTheTaskAndNamesTheRemedy() {
        var decision = checked("WalLevel");
        assertThat(task.status.state()).isEqualTo(TaskState.Failed);
        assertThat(task.status.phase()).isEqualTo(Phase.Precheck);
        assertThat(task.status.failure().code()).isEqualTo("PrecheckFailed");
        assertThat(task.status.failure().side()).isEqualTo(Side.Source);
        assertThat(task.status.failure().message()).contains("1 precheck item failed: WalLevel: WalLevel is wrong");
        assertThat(task.status.failure().remedy()).contains("mend WalLevel").contains("spec.resumeNonce");
        assertThat(task.status.failure().since()).isNotNull();
        assertThat(decision.directive()).isEqualTo(Told.stop(1));
        assertThat(reasons(decision)).containsExactly(EventReason.Failed);
        assertCondition(task.status, "PrecheckPassed", false, "ItemsFailed");
    }

    /** Nobody can wait for a server that never answers: what the items say stands on the task meanwhile. */
    @Test
    void aFailedItemIsToldWhileAServerCannotBeAskedForSessions() {
        var silent =
                new FailureStatus("Unreachable", FailureClass.Transient, Side.Source, "silent", "wait", null, null);
        var worker = new FailureStatus("PrecheckFailed", FailureClass.NeedsPerson, null, "items", "see", null, null);
        task.reports(WorkerStates.quiescing(worker, silent, Given.BEGIN), Found.failedItems("WalLevel"))
                .pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertThat(UnansweringServers.holdUp(task.status)).isTrue();
        assertThat(task.status.failure().message()).contains("1 precheck item failed: WalLevel: WalLevel is wrong");

        task.reports(WorkerStates.failed(worker), Found.failedItems("WalLevel")).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Failed);
        assertThat(task.status.failure().message()).contains("1 precheck item failed: WalLevel: WalLevel is wrong");
    }

    @Test
    void ofManyFailedItemsTheFirstAreNamed() {
        checked("A", "B", "C", "D", "E");
        assertThat(task.status.failure().message())
                .contains("5 precheck items failed")
                .contains("C is wrong")
                .doesNotContain("D is wrong")
                .contains("and 2 more in status.precheck.items");
    }

    @Test
    void itStaysFailedUntilItIsResumedAndThenTheCheckRunsAnew() {
        checked("WalLevel");
        var failed = task.reports(new WorkerState.Stopped()).pass().status();
        assertThat(failed.state()).isEqualTo(TaskState.Failed);
        assertThat(task.operatorRestarted().pass().status()).isEqualTo(failed);

        var decision = task.with("{\"resumeNonce\": 1}").pass();
        assertThat(decision.directive()).isEqualTo(Told.run(2, Phase.Precheck));
        assertThat(reasons(decision)).containsExactly(EventReason.Resumed);
        assertThat(task.status.failure()).isNull();
        checked();
        assertThat(task.status.phase()).isEqualTo(Phase.SchemaMigration);
    }

    @Test
    void aHeldTaskWaitsForAPersonAndGoesOnWithTheNextPrecheck() {
        task.with("{\"precheck\": {\"hold\": true}}").pass();
        var decision = checked();
        assertThat(decision.directive()).as("makes nothing").isEqualTo(Told.run(2, Phase.Precheck));
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertThat(task.status.message()).contains("nothing is made yet", "spec.precheck.hold to false");
        assertCondition(task.status, "PrecheckPassed", true, "Passed");
        assertCondition(task.status, "Ready", false, "Awaiting");
        assertCondition(task.status, "Reconciling", false, "Awaiting");
        assertThat(checked().status()).as("held on").isEqualTo(decision.status());

        assertThat(task.with("{\"precheck\": {\"hold\": false}}").pass().directive())
                .isEqualTo(Told.run(3, Phase.Precheck));
        checked();
        assertThat(task.status.phase()).isEqualTo(Phase.SchemaMigration);
    }

    @Test
    void aHeldTaskWhosePrecheckFailsHasFailed() {
        task.with("{\"precheck\": {\"hold\": true}}").pass();
        checked("WalLevel");
        assertThat(task.status.state()).isEqualTo(TaskState.Failed);
    }

    @Test
    void whatAnOlderWorkerFoundDoesNotCount() {
        var old = new Report(1, new WorkerState.PhaseDone(Phase.Precheck), WorkerDetails.NONE);
        checked("WalLevel");
        task.with("{\"resumeNonce\": 1}").pass();
        task.worker = old;
        task.pass();
        assertThat(task.status.phase()).isEqualTo(Phase.Precheck);
        assertThat(task.status.epoch()).isEqualTo(3);
    }

    @Test
    void aChangeOfTheSpecWhileItRunsBeginsItAnew() {
        var decision = task.with("{\"objects\": {\"include\": [\"other.*\"]}}").pass();
        assertThat(decision.directive()).isEqualTo(Told.run(2, Phase.Precheck));
        assertThat(reasons(decision)).containsExactly(EventReason.PrecheckRepeated);
        assertThat(task.reports(new WorkerState.Running(Phase.Precheck)).pass().directive())
                .isEqualTo(Told.run(2, Phase.Precheck));
    }

    @Test
    void aChangeOfTheSpecJustAsItEndsDoesToo() {
        task.with("{\"objects\": {\"include\": [\"other.*\"]}}");
        assertThat(checked().directive()).isEqualTo(Told.run(2, Phase.Precheck));
    }
}
