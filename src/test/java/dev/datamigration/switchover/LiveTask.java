package dev.datamigration.switchover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.switchover.AwaitingStatus;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverOutcome;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.operator.OperatorScene;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/** A migration of real databases, driven as a person does it: by patches of the task. */
public final class LiveTask {
    public final ApiServer server;
    public final String namespace;
    private final OperatorScene scene;

    public LiveTask(ApiServer server, TestDatabase source, TestDatabase target, String spec) {
        this.server = server;
        this.scene = new OperatorScene(server, "switchover");
        this.namespace = scene.namespace();
        scene.secret("source", Map.of("username", source.user(), "password", source.password()));
        scene.secret("target", Map.of("username", target.user(), "password", target.password()));
        create(source, target, spec);
    }

    private void create(TestDatabase source, TestDatabase target, String spec) {
        var manifest =
                """
                apiVersion: datamigration.dev/v1alpha1
                kind: MigrationTask
                metadata: {name: shop}
                spec:
                  desiredState: Running
                  source: {type: PostgreSQL, host: %s, port: %d, database: %s, tls: {mode: Disable}, credentialsSecretRef: {name: source}}
                  target: {type: PostgreSQL, host: %s, port: %d, database: %s, tls: {mode: Disable}, credentialsSecretRef: {name: target}}
                  objects: {include: ["public.*"]}
                """.formatted(source.host(), source.port(), source.name(), target.host(), target.port(), target.name());
        server.client()
                .resource(Serialization.unmarshal(manifest + spec.indent(2), MigrationTask.class))
                .inNamespace(namespace)
                .create();
    }

    public Resource<MigrationTask> resource() {
        return scene.task("shop");
    }

    public MigrationTaskStatus status() {
        return scene.status("shop");
    }

    /** A merge patch of the spec, as kubectl makes it. */
    public void patch(String spec) {
        scene.patch("shop", spec);
    }

    MigrationTaskStatus awaitStatus(String what, Predicate<MigrationTaskStatus> wanted) {
        return await(what).pollInterval(Duration.ofMillis(25)).until(this::healthy, wanted);
    }

    private MigrationTaskStatus healthy() {
        var status = status();
        assertThat(status.state()).as("%s", status.failure()).isNotEqualTo(TaskState.Failed);
        return status;
    }

    /** Waits for the end of the full verification. */
    public LiveTask verified() {
        awaitStatus(
                "verified",
                status -> status.phase() == Phase.FullVerification && Boolean.TRUE.equals(status.phaseComplete()));
        return this;
    }

    /** Enters a round, everything confirmed in advance but that writes stopped. */
    public void enter(int round) {
        patch("""
                {"forwardSwitchover": {"entered": true, "round": %d,
                  "autoConfirm": ["StartForwardSwitchover", "ProcessDatabaseObjects", "StartReverseIncrement"]}}""".formatted(round));
    }

    public MigrationTaskStatus waits(SwitchoverStep step) {
        return awaitStatus(step + " waits", status -> {
            noStepFailed(status);
            return status.awaiting() != null && status.awaiting().step() == step;
        });
    }

    private static void noStepFailed(MigrationTaskStatus status) {
        if (status.forwardSwitchover() != null) {
            assertThat(status.forwardSwitchover().steps())
                    .allSatisfy(step -> assertThat(step.state())
                            .as("%s: %s %s", step.step(), step.message(), step.items())
                            .isNotEqualTo(StepState.Failed));
        }
    }

    /** Once it waits for that. */
    public void confirm(SwitchoverStep step) {
        answer(waits(step).awaiting(), "Confirm");
    }

    public void answer(AwaitingStatus awaiting, String action) {
        patch("{\"forwardSwitchover\": {\"decision\": {\"step\": \"%s\", \"attempt\": %d, \"action\": \"%s\"}}}"
                .formatted(awaiting.step(), awaiting.attempt(), action));
    }

    MigrationTaskStatus awaitDone(SwitchoverStep step) {
        return awaitStatus(step + " is done", status -> {
            noStepFailed(status);
            return step(status, step).state() == StepState.Done;
        });
    }

    public static SwitchoverStepStatus step(MigrationTaskStatus status, SwitchoverStep step) {
        return status.forwardSwitchover().steps().stream()
                .filter(found -> found.step() == step)
                .findFirst()
                .orElseThrow();
    }

    public MigrationTaskStatus awaitCompleted(int round) {
        return awaitStatus("round " + round + " is complete", status -> {
            noStepFailed(status);
            return status.forwardSwitchover().round() == round
                    && status.forwardSwitchover().outcome() == SwitchoverOutcome.Completed;
        });
    }

    public void end() {
        patch("{\"desiredState\": \"Ended\"}");
        awaitStatus("ended", status -> status.state() == TaskState.Ended);
    }
}
