package dev.datamigration.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.switchover.SwitchoverOutcome;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.FakeEngine;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Switchovers as the controller, the API server and its CRD have them; the engine moves nothing. */
@ParameterizedClass
@MethodSource("servers")
class SwitchoverControllerIT {

    enum Kind {
        REAL,
        MOCK
    }

    @Parameter
    Kind kind;

    private ControllerScene scene;

    static Stream<Kind> servers() {
        return Stream.of(Kind.values());
    }

    private void verified() {
        scene = new ControllerScene(
                kind == Kind.REAL ? ApiServer.realOrSkip() : ApiServer.mock(), FakeEngine.switchingOver());
        scene.create("""
                desiredState: Running
                migrationTypes: [Schema, Full, Incremental, FullVerification, ReverseIncrement]
                """);
        scene.await(status -> status.phase() == Phase.FullVerification && Boolean.TRUE.equals(status.phaseComplete()));
    }

    @AfterEach
    void end() {
        if (scene != null) {
            scene.close();
        }
    }

    @Test
    void thereAndBackByAnswersAndInAdvance() {
        verified();
        scene.patch("{\"forwardSwitchover\": {\"entered\": true}}");
        confirm(SwitchoverStep.StartForwardSwitchover);
        confirm(SwitchoverStep.ConfirmSourceWritesStopped);
        confirm(SwitchoverStep.ProcessDatabaseObjects);
        confirm(SwitchoverStep.StartReverseIncrement);
        var there = scene.await(status -> status.phase() == Phase.ReverseIncrement);
        assertThat(there.forwardSwitchover().outcome()).isEqualTo(SwitchoverOutcome.Completed);
        assertThat(there.forwardSwitchover().stopMillis()).isNotNull();
        assertThat(report(there))
                .contains("round: 1", "outcome: \"Completed\"", "ConfirmSourceWritesStopped", "old:5432/shop");

        scene.patch("""
                {"forwardSwitchover": {"round": 2, "fenceSource": true, "applicationRoles": ["shop"], "autoConfirm": ["StartForwardSwitchover",
                  "ConfirmSourceWritesStopped", "ProcessDatabaseObjects", "StartReverseIncrement"]}}""");
        var back = scene.await(status -> status.phase() == Phase.ReverseIncrement
                && status.forwardSwitchover().round() == 2);
        assertThat(report(back)).contains("round: 2", "in advance");
        await().untilAsserted(() -> assertThat(scene.eventReasons())
                .contains("SwitchoverEntered", "StepWaiting", "StepDone", "SwitchoverCompleted")
                .doesNotContain("Failed", "StepFailed"));
        scene.patch("{\"desiredState\": \"Stopped\"}");
        scene.awaitState(TaskState.Stopped);
        scene.patch("{\"desiredState\": \"Ended\"}");
        scene.awaitState(TaskState.Ended);
    }

    @Test
    void abortedAndEnteredAgain() {
        verified();
        scene.patch("{\"forwardSwitchover\": {\"entered\": true}}");
        confirm(SwitchoverStep.StartForwardSwitchover);
        waits(SwitchoverStep.ConfirmSourceWritesStopped);
        scene.patch("{\"forwardSwitchover\": {\"entered\": false}}");
        var aborted = scene.await(status -> status.phase() == Phase.FullVerification);
        assertThat(aborted.forwardSwitchover().outcome()).isEqualTo(SwitchoverOutcome.Aborted);
        assertThat(report(aborted)).contains("outcome: \"Aborted\"");
        scene.patch("{\"forwardSwitchover\": {\"entered\": true}}");
        assertThat(waits(SwitchoverStep.StartForwardSwitchover).awaiting().attempt())
                .isEqualTo(2);
    }

    @Test
    void theOperatorsRestartKeepsTheStep() {
        verified();
        scene.patch("{\"forwardSwitchover\": {\"entered\": true}}");
        confirm(SwitchoverStep.StartForwardSwitchover);
        waits(SwitchoverStep.ConfirmSourceWritesStopped);
        scene.restartOperator();
        scene.await(status -> status.epoch() == 2);
        confirm(SwitchoverStep.ConfirmSourceWritesStopped);
        waits(SwitchoverStep.ProcessDatabaseObjects);
    }

    @Test
    void aFenceWithoutRolesIsRefused() {
        verified();
        assertThatThrownBy(() -> scene.patch("{\"forwardSwitchover\": {\"fenceSource\": true}}"))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("name the application's database roles in applicationRoles");
    }

    /** As a spec that has stood in Git from the start with what somebody copied from another task. */
    @Test
    void whatWasConfirmedBeforeAnybodyAskedDoesNotCount() {
        verified();
        scene.patch("""
                {"forwardSwitchover": {"entered": true,
                  "autoConfirm": ["StartForwardSwitchover", "ProcessDatabaseObjects", "StartReverseIncrement"],
                  "decision": {"step": "ConfirmSourceWritesStopped", "attempt": 1, "action": "Confirm"}}}""");
        var asked = waits(SwitchoverStep.ConfirmSourceWritesStopped);
        assertThat(asked.awaiting().attempt()).isEqualTo(2);
        assertThat(asked.forwardSwitchover().decision().counted()).isFalse();
        assertThat(asked.conditions())
                .filteredOn(condition -> condition.getType().equals("DecisionIgnored"))
                .singleElement()
                .satisfies(condition -> assertThat(condition.getMessage())
                        .contains("no switchover was under way")
                        .endsWith("ConfirmSourceWritesStopped, attempt 2"));
        await().untilAsserted(() -> assertThat(scene.eventReasons()).containsOnlyOnce("DecisionIgnored"));
        confirm(SwitchoverStep.ConfirmSourceWritesStopped);
        scene.await(status -> status.phase() == Phase.ReverseIncrement);
    }

    @Test
    void confirmingInAdvanceThatWritesStoppedNeedsAFence() {
        verified();
        assertThatThrownBy(() ->
                        scene.patch("{\"forwardSwitchover\": {\"autoConfirm\": [\"ConfirmSourceWritesStopped\"]}}"))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("only with fenceSource: true");
    }

    private MigrationTaskStatus waits(SwitchoverStep step) {
        return scene.await(
                status -> status.awaiting() != null && status.awaiting().step() == step);
    }

    private void confirm(SwitchoverStep step) {
        var attempt = waits(step).awaiting().attempt();
        scene.patch(
                "{\"forwardSwitchover\": {\"decision\": {\"step\": \"%s\", \"attempt\": %d, \"action\": \"Confirm\"}}}"
                        .formatted(step, attempt));
    }

    private String report(MigrationTaskStatus status) {
        return scene.server
                .client()
                .configMaps()
                .inNamespace(scene.namespace)
                .withName(status.forwardSwitchover().report())
                .get()
                .getData()
                .get("report.yaml");
    }
}
