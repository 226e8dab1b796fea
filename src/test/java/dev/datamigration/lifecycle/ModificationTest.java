package dev.datamigration.lifecycle;

import static dev.datamigration.lifecycle.Expect.assertCondition;
import static dev.datamigration.lifecycle.Expect.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.modification.ModificationProgress;
import dev.datamigration.api.modification.ModificationState;
import dev.datamigration.api.modification.ModificationStatus;
import dev.datamigration.api.task.RemovedTableHandling;
import dev.datamigration.lifecycle.model.Decision;
import dev.datamigration.lifecycle.model.Directive.Pursue;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.modification.ModificationGoal;
import dev.datamigration.lifecycle.modification.ModificationIntent;
import dev.datamigration.lifecycle.modification.ModificationReport;
import dev.datamigration.lifecycle.status.ConditionList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables are added to, and removed from, a task that runs. */
class ModificationTest {
    private static final String FURTHER = "{\"objects\": {\"include\": [\"public.*\", \"sales.*\"]}}";
    private static final String BACK = "{\"objects\": {\"include\": [\"public.*\"]}}";
    private static final FailureStatus FAILURE = new FailureStatus(
            "TargetTableTaken", FailureClass.NeedsPerson, null, "sales.a is taken.", "Rename it.", null, null);

    private final Given task = inStep();

    /** It has verified one table, and its worker knows modifications. */
    private static Given inStep() {
        var task = Given.running(Phase.FullVerification);
        task.reports(
                        new WorkerState.PhaseDone(Phase.FullVerification),
                        Found.verification(0, true).with(ModificationReport.NONE))
                .pass();
        assertThat(task.status.phaseComplete()).isTrue();
        assertThat(task.status.objects().include()).containsExactly("public.*");
        return task;
    }

    private Decision passes(ModificationReport found) {
        return passes(new WorkerState.PhaseDone(Phase.FullVerification), found);
    }

    private Decision passes(WorkerState activity, ModificationReport found) {
        return task.reports(activity, verified().with(found)).pass();
    }

    private static WorkerDetails verified() {
        return Found.verification(0, true);
    }

    private static ModificationReport report(int attempt, ModificationState state) {
        return new ModificationReport(
                1,
                attempt,
                state,
                List.of("sales.a", "sales.b"),
                2,
                List.of(),
                0,
                state == ModificationState.Migrating
                        ? new ModificationProgress(Phase.FullMigration, 2, 1, 200L, 84L)
                        : null,
                state == ModificationState.Failed ? FAILURE : null,
                0);
    }

    private ModificationStatus last() {
        return task.status.modifications().get(task.status.modifications().size() - 1);
    }

    private static ModificationGoal goal(Decision decision) {
        return ((Wanted.Run) ((Pursue) decision.directive()).wanted()).modification();
    }

    @Test
    void addedTablesAreMigratedIntegratedAndVerified() {
        var begun = task.with(FURTHER).pass();
        assertThat(begun.status().state()).isEqualTo(TaskState.Modifying);
        assertThat(begun.status().supportedOperations()).containsExactly(TaskOperation.ModifyAlertConfiguration);
        assertThat(reasons(begun)).containsExactly(EventReason.Modifying);
        assertThat(goal(begun).work().number()).isEqualTo(1);
        assertThat(goal(begun).work().intent()).isEqualTo(ModificationIntent.Make);
        assertThat(goal(begun).work().objects().include()).containsExactly("public.*", "sales.*");
        assertThat(goal(begun).work().removedTables()).isEqualTo(RemovedTableHandling.Leave);
        assertThat(last().requestedBy()).isEqualTo("editor");
        assertThat(last().startedAt()).isNotNull();
        assertThat(task.status.objects().include()).containsExactly("public.*");

        var migrating = passes(report(1, ModificationState.Migrating));
        assertThat(migrating.status().state()).isEqualTo(TaskState.Modifying);
        assertThat(migrating.status().progress()).isEqualTo("42 %");
        assertThat(migrating.status().message())
                .contains("modification 1 (adds sales.a, sales.b): its tables are migrated beside the synchronisation");
        assertCondition(migrating.status(), "Ready", false, "Modifying");
        assertThat(migrating.events()).isEmpty();

        var integrating = passes(report(1, ModificationState.Integrating));
        assertThat(integrating.status().state()).isEqualTo(TaskState.Integrating);
        assertThat(integrating.status().supportedOperations()).containsExactly(TaskOperation.ModifyAlertConfiguration);
        assertThat(reasons(integrating)).containsExactly(EventReason.Integrating);

        var integrated = passes(report(1, ModificationState.Integrated));
        assertThat(integrated.status().state()).isEqualTo(TaskState.Running);
        assertThat(reasons(integrated)).containsExactly(EventReason.VerificationRepeated, EventReason.ObjectsModified);
        assertThat(integrated.status().objects().include()).containsExactly("public.*", "sales.*");
        assertThat(integrated.status().nextObjects()).isNull();
        assertThat(last().state()).isEqualTo(ModificationState.Integrated);
        assertThat(last().added()).containsExactly("sales.a", "sales.b");
        assertThat(last().addedCount()).isEqualTo(2);
        assertThat(last().endedAt()).isNotNull();
        assertThat(goal(integrated)).isEqualTo(new ModificationGoal(1, null));
        assertThat(integrated.status().phaseComplete()).isFalse();
        assertThat(integrated.status().supportedOperations()).contains(TaskOperation.SkipFullVerification);
    }

    @Test
    void whatWasVerifiedBeforeIsNoVerificationOfWhatWasAdded() {
        task.with(FURTHER).pass();
        passes(report(1, ModificationState.Integrated));
        passes(report(1, ModificationState.Integrated));
        assertThat(task.status.phaseComplete()).isFalse();
        passes(new WorkerState.Running(Phase.FullVerification), report(1, ModificationState.Integrated));
        assertThat(task.status.phaseComplete()).isFalse();
        assertCondition(task.status, "Verified", false, "InProgress");
        passes(report(1, ModificationState.Integrated).withVerified(1));
        assertThat(task.status.phaseComplete()).isTrue();
        assertCondition(task.status, "Verified", true, "Consistent");
        task.operatorRestarted().pass();
        assertThat(task.status.phaseComplete()).isTrue();
    }

    @Test
    void aFailedOneLeavesTheTaskRunningAndIsTriedAgainWithAHigherNonce() {
        task.with(FURTHER).pass();
        var failed = passes(report(1, ModificationState.Failed));
        assertThat(failed.status().state()).isEqualTo(TaskState.Running);
        assertThat(failed.status().failure()).isNull();
        assertThat(failed.status().phaseComplete()).isTrue();
        assertThat(reasons(failed)).containsExactly(EventReason.ModificationFailed);
        assertCondition(failed.status(), "ModificationFailed", true, "TargetTableTaken");
        assertThat(failed.status().message())
                .contains("sales.a is taken. — Rename it.", "raise spec.resumeNonce", "put spec.objects back");
        assertThat(last().failure().code()).isEqualTo("TargetTableTaken");
        assertThat(goal(failed).work()).isNull();
        assertThat(failed.status().supportedOperations()).doesNotContain(TaskOperation.EnterForwardSwitchover);

        var again = task.with("{\"resumeNonce\": 1}").pass();
        assertThat(again.status().state()).isEqualTo(TaskState.Modifying);
        assertThat(goal(again).work().number()).isEqualTo(1);
        assertThat(goal(again).work().attempt()).isEqualTo(2);
        assertThat(last().failure()).isNull();
        passes(report(1, ModificationState.Failed)); // of the first attempt, late
        assertThat(task.status.state()).isEqualTo(TaskState.Modifying);
        passes(report(2, ModificationState.Integrated));
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertThat(task.status.modifications()).hasSize(1);
    }

    @Test
    void aFailedOneIsWithdrawnWhereTheSpecIsPutBack() {
        task.with(FURTHER).pass();
        passes(report(1, ModificationState.Failed));
        var withdrawn = task.with(BACK).pass();
        assertThat(goal(withdrawn).work().intent()).isEqualTo(ModificationIntent.Withdraw);
        assertThat(goal(withdrawn).work().number()).isEqualTo(1);
        assertThat(goal(withdrawn).work().objects().include()).containsExactly("public.*");
        var over = passes(report(2, ModificationState.Withdrawn));
        assertThat(over.status().state()).isEqualTo(TaskState.Running);
        assertThat(last().state()).isEqualTo(ModificationState.Withdrawn);
        assertThat(last().added()).containsExactly("sales.a", "sales.b");
        assertThat(reasons(over)).contains(EventReason.ModificationWithdrawn);
        assertThat(over.status().phaseComplete()).as("nothing was added").isTrue();
        assertThat(ConditionList.find(over.status().conditions(), "ModificationFailed"))
                .isEmpty();
    }

    @Test
    void aFailedWithdrawalIsNotRepeatedByItself() {
        task.with(FURTHER).pass();
        task.with(BACK).pass();
        passes(report(2, ModificationState.Failed));
        assertThat(last().state()).isEqualTo(ModificationState.Failed);
        task.pass();
        assertThat(last().attempt()).isEqualTo(2);
        task.with("{\"resumeNonce\": 1}").pass();
        assertThat(last().attempt()).isEqualTo(3);
        assertThat(last().withdrawing()).isTrue();
    }

    @Test
    void anotherEditInBetweenWithdrawsTheFirstOneAndBeginsTheNext() {
        task.with(FURTHER).pass();
        var withdrawn = task.with("{\"objects\": {\"include\": [\"public.*\", \"stock.*\"]}}")
                .pass();
        assertThat(goal(withdrawn).work().intent()).isEqualTo(ModificationIntent.Withdraw);
        passes(report(2, ModificationState.Withdrawn));
        var next = passes(report(2, ModificationState.Withdrawn));
        assertThat(next.status().state()).isEqualTo(TaskState.Modifying);
        assertThat(goal(next).work().number()).isEqualTo(2);
        assertThat(goal(next).work().objects().include()).containsExactly("public.*", "stock.*");
        assertThat(next.status().modifications()).hasSize(2);
    }

    @Test
    void whatWasIntegratedAllTheSameIsRemovedAgain() {
        task.with(FURTHER).pass();
        task.with(BACK);
        passes(report(1, ModificationState.Integrated));
        assertThat(task.status.objects().include()).containsExactly("public.*", "sales.*");
        var next = passes(report(1, ModificationState.Integrated));
        assertThat(goal(next).work().number()).isEqualTo(2);
        assertThat(goal(next).work().objects().include()).containsExactly("public.*");
    }

    @Test
    void theWorkersEndIsNoneOfTheModification() {
        task.with(FURTHER).pass();
        passes(report(1, ModificationState.Migrating));
        passes(report(1, ModificationState.Integrating));
        var replaced = task.operatorRestarted().pass();
        assertThat(replaced.status().state()).isEqualTo(TaskState.Integrating);
        assertThat(goal(replaced).work().number()).isEqualTo(1);
        assertThat(goal(replaced).work().attempt()).isEqualTo(1);
        passes(report(1, ModificationState.Migrating));
        assertThat(task.status.state()).isEqualTo(TaskState.Modifying);
    }

    @Test
    void itIsStoppedAndGoesOnWhereItWas() {
        task.with(FURTHER).pass();
        passes(report(1, ModificationState.Integrating));
        passes(report(1, ModificationState.Integrating));
        assertThat(task.status.state()).isEqualTo(TaskState.Integrating);
        task.wants("Stopped").pass();
        task.reports(new WorkerState.Stopped()).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Stopped);
        task.wants("Running").pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        var goesOn = passes(new WorkerState.Running(Phase.FullVerification), ModificationReport.NONE);
        assertThat(goesOn.status().state()).isEqualTo(TaskState.Modifying);
        assertThat(goal(goesOn).work().number()).isEqualTo(1);
        assertThat(task.status.modifications()).hasSize(1);
    }

    @Test
    void itEndsWithTheTask() {
        task.with(FURTHER).pass();
        task.wants("Ended").pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ending);
        task.reports(new WorkerState.Released()).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Ended);
        assertThat(last().state()).isEqualTo(ModificationState.Withdrawn);
        assertThat(last().endedAt()).isNotNull();
    }

    @Test
    void aFailureOfTheTaskKeepsIt() {
        task.with(FURTHER).pass();
        task.reports(WorkerStates.failed(Given.ROW_REFUSED)).pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Failed);
        assertThat(last().state()).isEqualTo(ModificationState.Migrating);
        task.with("{\"resumeNonce\": 1}").pass();
        passes(ModificationReport.NONE);
        assertThat(task.status.state()).isEqualTo(TaskState.Modifying);
    }

    @Test
    void aStoppedTaskTakesItUpWhenItRuns() {
        task.wants("Stopped").pass();
        task.reports(new WorkerState.Stopped()).pass();
        task.with(FURTHER).pass();
        assertCondition(task.status, "ModificationPending", true, "Stopped");
        task.wants("Running").pass();
        passes(ModificationReport.NONE);
        assertThat(task.status.state()).isEqualTo(TaskState.Modifying);
        assertThat(ConditionList.find(task.status.conditions(), "ModificationPending"))
                .isEmpty();
    }

    @Test
    void beforeTheTablesAreLoadedItWaits() {
        var loading = Given.running(Phase.FullMigration).with(FURTHER);
        loading.pass();
        assertThat(loading.status.state()).isEqualTo(TaskState.Running);
        assertThat(loading.status.objects().include()).containsExactly("public.*");
        assertCondition(loading.status, "ModificationPending", true, "Waiting");
    }

    @Test
    void untilThePrecheckHasPassedThePrecheckIsRepeated() {
        var checking = Given.running(Phase.Precheck).with(FURTHER);
        checking.pass();
        assertThat(checking.status.objects().include()).containsExactly("public.*", "sales.*");
        assertThat(checking.status.modifications()).isNull();
    }

    @Test
    void aWorkerOfAnEarlierVersionIsToldOfNothingAndSaysSo() {
        task.reports(new WorkerState.PhaseDone(Phase.FullVerification), verified());
        var pending = task.with(FURTHER).pass();
        assertThat(pending.status().state()).isEqualTo(TaskState.Running);
        assertThat(goal(pending)).isEqualTo(ModificationGoal.NONE);
        assertCondition(pending.status(), "ModificationPending", true, "WorkerTooOld");
        assertThat(pending.status().phaseComplete()).isTrue();
    }

    @Test
    void aWorkerOfAnEarlierVersionThatComesInBetweenIsNotSaidToBeAtIt() {
        task.with(FURTHER).pass();
        task.reports(new WorkerState.PhaseDone(Phase.FullVerification), verified())
                .pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertCondition(task.status, "ModificationPending", true, "WorkerTooOld");
        passes(report(1, ModificationState.Migrating));
        assertThat(task.status.state()).isEqualTo(TaskState.Modifying);
        assertThat(task.status.modifications()).hasSize(1);
    }

    @Test
    void whatIsRehearsedWaitsForIt() {
        task.with(FURTHER).with("{\"forwardSwitchover\": {\"rehearsalNonce\": 1}}");
        var begun = task.pass();
        assertThat(((Wanted.Run) ((Pursue) begun.directive()).wanted()).switchover())
                .isNull();
    }

    @Test
    void whatIsThereCannotBeTreatedOtherwise() {
        task.with("{\"objects\": {\"include\": [\"public.*\", \"sales.*\"], \"owners\": \"Leave\"}}")
                .pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertCondition(task.status, "ModificationPending", true, "Refused");
    }

    @Test
    void aTaskWhoseObjectsAreToChangeEntersNoSwitchover() {
        task.with(FURTHER).pass();
        passes(report(1, ModificationState.Failed));
        var asked = task.with("{\"forwardSwitchover\": {\"entered\": true}}").pass();
        assertThat(asked.status().phase()).isEqualTo(Phase.FullVerification);
        assertThat(asked.status().message())
                .contains("the forward switchover is not entered: modification 1 of its objects failed");
    }

    @Test
    void whatBecomesOfRemovedTablesIsNoModification() {
        task.with("{\"objects\": {\"removedTables\": \"Drop\"}}").pass();
        assertThat(task.status.state()).isEqualTo(TaskState.Running);
        assertThat(task.status.modifications()).isNull();
        var removal = task.with("{\"objects\": {\"exclude\": [\"public.a\"]}}").pass();
        assertThat(goal(removal).work().removedTables()).isEqualTo(RemovedTableHandling.Drop);
    }

    @Test
    void onlyTheLastTenAreKept() {
        for (var number = 1; number <= 12; number++) {
            task.with(number % 2 == 1 ? FURTHER : BACK).pass();
            passes(new ModificationReport(
                    number, 1, ModificationState.Integrated, null, null, null, null, null, null, number));
        }
        assertThat(task.status.modifications())
                .hasSize(10)
                .extracting(ModificationStatus::number)
                .startsWith(3L)
                .endsWith(12L);
    }
}
