package dev.datamigration.batch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.batch.Tasks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every row of the support table, and every position in which an operation is not supported, with the reason why. */
class EligibilityTest {
    private static final String BEFORE =
            "Running/Precheck Running/SchemaMigration Running/FullMigration Running/IncrementalSync";
    private static final String SWITCHOVER = "Running/StartForwardSwitchover Running/StartTargetStore"
            + " Running/ConfirmSourceWritesStopped Running/ConfirmStopTimestamp Running/StopForwardSync"
            + " Running/ProcessDatabaseObjects Running/StartReverseIncrement";
    private static final String RUNNING = BEFORE
            + " Running/FullVerification Running/FullVerification/done Running/SwitchoverPrecheck "
            + SWITCHOVER + " Running/ReverseIncrement";
    private static final String AT_REST =
            "Stopped/FullMigration Stopped/FullVerification Failed/FullMigration" + " Failed/FullVerification";

    /** Where each operation is supported: state, then phase or switchover step, then whether the phase is done. */
    private static final Map<TaskOperation, String> SUPPORTED = Map.of(
            TaskOperation.Start,
            "NotStarted",
            TaskOperation.Stop,
            RUNNING,
            TaskOperation.Resume,
            AT_REST,
            TaskOperation.End,
            AT_REST + " Completed/FullMigration",
            TaskOperation.EnterForwardSwitchover,
            "Running/FullVerification/done",
            TaskOperation.StartForwardSwitchover,
            "Running/ConfirmSourceWritesStopped",
            TaskOperation.ModifyAlertConfiguration,
            "NotStarted Modifying/IncrementalSync Integrating/IncrementalSync " + AT_REST + " " + RUNNING,
            TaskOperation.SkipFullVerification,
            "Running/FullVerification Stopped/FullVerification Failed/FullVerification");

    private static final List<String> POSITIONS = positions();

    private static List<String> positions() {
        var positions = new ArrayList<>(List.of("NotConfigured", "NotStarted", "Completed/FullMigration"));
        positions.addAll(List.of("Modifying/IncrementalSync", "Integrating/IncrementalSync"));
        positions.addAll(List.of("Ending/FullMigration", "Ended/FullMigration"));
        positions.addAll(List.of((RUNNING + " " + AT_REST).split(" ")));
        return positions;
    }

    @Test
    void everyStateIsAmongThePositions() {
        assertThat(POSITIONS)
                .extracting(position -> position.split("/")[0])
                .contains(Arrays.stream(TaskState.values()).map(Enum::name).toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void asTheSupportTableHasIt(TaskOperation operation) {
        var found = new TreeSet<String>();
        for (var position : POSITIONS) {
            var obstacle = new Eligibility(Tasks.batch(spec(operation)).getSpec()).obstacle(at(position));
            if (obstacle.isEmpty()) {
                found.add(position);
            } else {
                var state = position.split("/")[0];
                var steps = operation == TaskOperation.StartForwardSwitchover && SWITCHOVER.contains(position);
                assertThat(obstacle.get().reason())
                        .isEqualTo(steps ? ResultReason.OtherStep : ResultReason.StateNotSupported);
                assertThat(obstacle.get().message())
                        .contains(steps ? "ConfirmSourceWritesStopped" : operation + " needs a task that is ")
                        .contains(steps ? "step" : state);
            }
        }
        assertThat(found).containsExactlyInAnyOrder(SUPPORTED.get(operation).split(" "));
    }

    @ParameterizedTest
    @CsvSource({"Confirm, true", "Retry, false"})
    void aStepTakesOnlyTheAnswersItAwaits(String action, boolean awaited) {
        var spec = "operation: StartForwardSwitchover, forwardSwitchover: {step: ConfirmSourceWritesStopped, action: "
                + action + "}";
        var obstacle = new Eligibility(Tasks.batch(spec).getSpec()).obstacle(at("Running/ConfirmSourceWritesStopped"));
        assertThat(obstacle.map(Eligibility.Obstacle::reason).orElse(null))
                .isEqualTo(awaited ? null : ResultReason.AnswerNotAwaited);
    }

    /** Such a task comes to no state in which it could be ended. */
    @ParameterizedTest
    @CsvSource({
        "Ending, ReleaseBlocked, true",
        "Ending, Releasing, false",
        "Running, StopBlocked, true",
        "Running, Stopping, false"
    })
    void anEndThatGivesUpTakesTasksThatAnUnansweringServerHoldsUp(String state, String reason, boolean held) {
        var task = Tasks.task(
                "t",
                "",
                "state: %s, phase: FullMigration, conditions: [{type: Reconciling, status: 'True', reason: %s}]"
                        .formatted(state, reason));
        var abandon = Tasks.batch("operation: End, release: {mode: Abandon, acknowledge: true}");
        assertThat(new Eligibility(abandon.getSpec()).obstacle(task).isEmpty()).isEqualTo(held);
        assertThat(new Eligibility(Tasks.batch("operation: End").getSpec()).obstacle(task))
                .isPresent();
    }

    @Test
    void ofTasksInDifferentStepsOnlyThoseInTheStepAreMeant() {
        var spec = "operation: StartForwardSwitchover, forwardSwitchover: {step: ConfirmSourceWritesStopped, action:"
                + " Confirm}";
        var eligibility = new Eligibility(Tasks.batch(spec).getSpec());
        var runs = Tasks.task(
                "t",
                "",
                "state: Running, phase: ForwardSwitchover, forwardSwitchover: {steps: [{step: SwitchoverPrecheck, state:"
                        + " Done}, {step: StartTargetStore, state: Running}]}");
        assertThat(eligibility.obstacle(at("Running/ConfirmSourceWritesStopped")))
                .isEmpty();
        assertThat(eligibility.obstacle(runs).orElseThrow())
                .isEqualTo(new Eligibility.Obstacle(
                        ResultReason.OtherStep,
                        "the task stands in step StartTargetStore, which runs and waits for no answer, not in step"
                                + " ConfirmSourceWritesStopped"));
        assertThat(eligibility
                        .obstacle(at("Running/ProcessDatabaseObjects"))
                        .orElseThrow()
                        .message())
                .isEqualTo("the task stands in step ProcessDatabaseObjects, not in step ConfirmSourceWritesStopped");
    }

    @Test
    void aTaskThatIsBeingDeletedOrEndedIsLeftAlone() {
        var eligibility = new Eligibility(Tasks.batch("operation: Stop").getSpec());
        var ending = Tasks.task("t", "desiredState: Ended", "state: Running, phase: FullMigration");
        assertThat(eligibility.obstacle(ending).orElseThrow().reason()).isEqualTo(ResultReason.EndingWanted);
        var deleted = at("Running/FullMigration");
        deleted.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
        assertThat(eligibility.obstacle(deleted).orElseThrow().reason()).isEqualTo(ResultReason.BeingDeleted);
    }

    @Test
    void aTaskThatNobodyHasLookedAtYetCanBeStarted() {
        var eligibility = new Eligibility(Tasks.batch("operation: Start").getSpec());
        assertThat(eligibility.obstacle(Tasks.task("t", "", ""))).isEmpty();
    }

    private static String spec(TaskOperation operation) {
        return operation == TaskOperation.StartForwardSwitchover
                ? "operation: StartForwardSwitchover, forwardSwitchover: {step: ConfirmSourceWritesStopped, action: Confirm}"
                : "operation: " + operation;
    }

    private static dev.datamigration.api.task.MigrationTask at(String position) {
        var parts = position.split("/");
        var status = "state: " + parts[0];
        if (parts.length > 1) {
            var step = Arrays.stream(SwitchoverStep.values())
                    .filter(known -> known.name().equals(parts[1]))
                    .findFirst();
            status += ", phase: " + (step.isPresent() ? Phase.ForwardSwitchover : parts[1]);
            status += step.map(s -> ", awaiting: {step: " + s + ", attempt: 1, actions: [Confirm]},"
                            + " forwardSwitchover: {round: 1, outcome: InProgress, steps: [{step: " + s
                            + ", state: WaitingForConfirmation, attempt: 1}]}")
                    .orElse("");
            status += ", phaseComplete: " + (parts.length > 2);
        }
        return Tasks.task("t", "", status);
    }

    @Test
    void whatTheOperatorsPolicyWithholdsIsNotSupportedAndSaysWhy() {
        var eligibility =
                new Eligibility(Tasks.batch("operation: EnterForwardSwitchover").getSpec());
        var skipped = "state: Running, phase: FullVerification, phaseComplete: true, verification: {skipped: true}";
        assertThat(eligibility.obstacle(
                        Tasks.task("t", "", skipped + ", supportedOperations: [Stop, EnterForwardSwitchover]")))
                .isEmpty();
        assertThat(eligibility.obstacle(Tasks.task("t", "", skipped + ", supportedOperations: [Stop]")))
                .get()
                .isEqualTo(new Eligibility.Obstacle(
                        ResultReason.StateNotSupported,
                        "this operator lets no task enter its first switchover without a full verification: enters"
                                + " without verification: it was skipped"));
    }
}
