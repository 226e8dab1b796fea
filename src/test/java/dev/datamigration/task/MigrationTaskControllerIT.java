package dev.datamigration.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Api;
import dev.datamigration.api.DesiredState;
import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.status.ConditionList;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.DetailsOf;
import dev.datamigration.testing.FakeEngine;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The controller against an API server: the real one where there is one, and the mock. */
@ParameterizedClass
@MethodSource("servers")
class MigrationTaskControllerIT {

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

    private ControllerScene begin(FakeEngine engine) {
        scene = new ControllerScene(kind == Kind.REAL ? ApiServer.realOrSkip() : ApiServer.mock(), engine);
        return scene;
    }

    @AfterEach
    void end() {
        if (scene != null) {
            scene.close();
        }
    }

    @Test
    void aTaskGoesThroughItsPlanIsStoppedResumedAndEnded() {
        begin(FakeEngine.endingEveryPhase()).create("");
        assertThat(scene.awaitState(TaskState.NotStarted).supportedOperations())
                .containsExactly(TaskOperation.Start, TaskOperation.ModifyAlertConfiguration);
        assertThat(scene.task().get().getMetadata().getFinalizers()).containsExactly(Api.FINALIZER);

        scene.patch("{\"desiredState\": \"Running\"}");
        var status = scene.await(
                found -> found.phase() == Phase.FullVerification && Boolean.TRUE.equals(found.phaseComplete()));
        assertThat(status.epoch()).isEqualTo(1);
        assertThat(status.lastOperation().operation()).isEqualTo(TaskOperation.Start);
        assertThat(status.observedGeneration())
                .isEqualTo(scene.task().get().getMetadata().getGeneration());

        scene.patch("{\"incrementalSync\": {\"groupRows\": 7}}");
        scene.await(found -> restartPending(found).contains("spec.incrementalSync.groupRows (now 10000, then 7)"));
        scene.patch("{\"desiredState\": \"Stopped\"}");
        scene.awaitState(TaskState.Stopped);
        scene.patch("{\"desiredState\": \"Running\"}");
        var resumed = scene.awaitState(TaskState.Running);
        assertThat(resumed.epoch()).isEqualTo(2);
        assertThat(restartPending(resumed)).isEmpty();
        scene.patch("{\"desiredState\": \"Ended\"}");
        scene.awaitState(TaskState.Ended);
        await().untilAsserted(() -> assertThat(scene.eventReasons())
                .contains("Started", "PhaseCompleted", "Stopped", "Resumed", "Ending", "Ended")
                .doesNotContain("Failed", "WorkerReplaced", "VerificationRepeated"));
        assertThat(scene.engine.pursued()).extracting(goal -> goal.epoch()).isSorted();

        scene.task().delete();
        scene.awaitGone();
    }

    private static String restartPending(MigrationTaskStatus status) {
        return ConditionList.find(status.conditions(), "RestartPending")
                .map(Condition::getMessage)
                .orElse("");
    }

    @Test
    void whoAskedForAnOperationIsTold() {
        begin(new FakeEngine()).create("desiredState: Running");
        var status = scene.awaitState(TaskState.Running);
        assertThat(status.lastOperation().requestedBy())
                .isEqualTo(scene.task().get().getMetadata().getManagedFields().stream()
                        .filter(entry -> !"status".equals(entry.getSubresource()))
                        .findFirst()
                        .orElseThrow()
                        .getManager());
    }

    @Test
    void whatWasDecidedOnAnOlderTaskIsNeitherWrittenNorDone() {
        begin(new FakeEngine()).create("");
        scene.awaitState(TaskState.NotStarted);
        scene.engine.whileAskedNext(this::stopOnceItIsToRun);
        scene.patch("{\"desiredState\": \"Running\"}");
        scene.await(status -> status.observedGeneration() == 3 || status.state() != TaskState.NotStarted);
        assertThat(scene.task().get().getStatus().state()).isEqualTo(TaskState.NotStarted);
        assertThat(scene.engine.pursued()).isEmpty();
        assertThat(scene.eventReasons()).isEmpty();
    }

    /** A look of before does not count. */
    private void stopOnceItIsToRun() {
        if (scene.task().get().getSpec().desiredState() == DesiredState.Running) {
            scene.patch("{\"desiredState\": \"Stopped\"}");
        } else {
            scene.engine.whileAskedNext(this::stopOnceItIsToRun);
        }
    }

    @Test
    void aMissingSecretIsNamedAndAResumeGoesOn() {
        begin(new FakeEngine()).create("");
        scene.patch("{\"desiredState\": \"Running\", \"target\": {\"credentialsSecretRef\": {\"name\": \"later\"}}}");
        var failure = scene.awaitState(TaskState.Failed).failure();
        assertThat(failure.code()).isEqualTo("SecretMissing");
        assertThat(failure.side()).isEqualTo(Side.Target);
        assertThat(failure.message()).contains("Secret later").contains(scene.namespace);
        assertThat(failure.remedy()).contains("kubectl -n " + scene.namespace + " create secret generic later");
        scene.secret("later");
        scene.patch("{\"resumeNonce\": 1}");
        assertThat(scene.awaitState(TaskState.Running).failure()).isNull();
    }

    @Test
    void anErrorStandsOnTheTaskUntilItIsResumed() {
        begin(new FakeEngine()).create("desiredState: Running");
        scene.awaitState(TaskState.Running);
        await().until(() -> scene.engine.report(scene.id()).isPresent());
        scene.engine.report(
                scene.id(),
                new WorkerState.Failed(
                        Phase.Precheck,
                        new Failure(FailureCode.LoginRefused, Side.Source, "user refused", "mend the password")));
        assertThat(scene.awaitState(TaskState.Failed).failure().remedy()).isEqualTo("mend the password");
        await().until(() -> scene.eventReasons().contains("Failed"));
        scene.restartOperator();
        scene.patch("{\"resumeNonce\": 1}");
        assertThat(scene.awaitState(TaskState.Running).epoch()).isEqualTo(2);
        await().untilAsserted(() -> assertThat(scene.eventReasons()).containsOnlyOnce("Failed", "Resumed"));
    }

    @Test
    void aRestartedOperatorReplacesTheWorker() {
        begin(new FakeEngine()).create("desiredState: Running");
        scene.awaitState(TaskState.Running);
        await().until(() -> scene.engine.report(scene.id()).isPresent());
        scene.restartOperator();
        scene.await(status -> status.epoch() == 2);
        await().until(() -> scene.engine.lastGoal().epoch() == 2);
        assertThat(scene.engine.lastGoal().wanted()).isEqualTo(new Wanted.Run(Phase.Precheck));
    }

    @Test
    void anIdleTaskIsNotWritten() {
        begin(FakeEngine.endingEveryPhase()).create("desiredState: Running");
        scene.await(found -> found.phase() == Phase.FullVerification && Boolean.TRUE.equals(found.phaseComplete()));
        scene.engine.find(scene.id(), heartbeat(0));
        scene.await(found -> found.incremental() != null);
        var version = scene.task().get().getMetadata().getResourceVersion();
        var beats = new int[1];
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            scene.engine.find(scene.id(), heartbeat(++beats[0]));
            return beats[0] == 50; // many of the fast settings' looks
        });
        assertThat(scene.task().get().getMetadata().getResourceVersion()).isEqualTo(version);
    }

    private static WorkerDetails heartbeat(int position) {
        var at = "0/" + position;
        return DetailsOf.parts(
                null, null, null, new IncrementalStatus(at, at, 0L, 0L, 7L, 0L, 0L, 0L, 0L, 0L, 0L, true, null), null);
    }

    @Test
    void aDeletedTaskIsReleasedFirst() {
        begin(new FakeEngine()
                        .answering(wanted -> wanted instanceof Wanted.Run run
                                ? pastPrecheck(run.phase())
                                : new WorkerState.Released()))
                .create("desiredState: Running");
        scene.await(status -> status.phase() == Phase.SchemaMigration);
        var id = scene.id();
        scene.task().delete();
        scene.awaitGone();
        assertThat(scene.engine.lastGoal().wanted()).isEqualTo(new Wanted.Release());
        assertThat(scene.engine.forgotten()).contains(id);
    }

    @Test
    void aDeletedTaskWhoseServerIsGoneForGoodLetsGoAndSaysWhatIsLeft() {
        var failure = new Failure(FailureCode.Unreachable, Side.Source, "no answer", "start it");
        begin(new FakeEngine()
                        .answering(wanted -> wanted instanceof Wanted.Run run
                                ? pastPrecheck(run.phase())
                                : new WorkerState.ReleaseBlocked(failure, List.of("slot dm_1 on the source"))))
                .create("desiredState: Running");
        scene.await(status -> status.phase() == Phase.SchemaMigration);
        await().until(() -> scene.engine.report(scene.id()).isPresent());
        scene.task().delete();
        assertThat(scene.await(status ->
                                status.message() != null && status.message().contains("slot dm_1"))
                        .state())
                .isEqualTo(TaskState.Ending);
        scene.patch("{\"engine\": {\"releaseTimeoutSeconds\": 1}}");
        scene.awaitGone();
        await().untilAsserted(() -> assertThat(scene.events()).anySatisfy(event -> {
            assertThat(event.getReason()).isEqualTo("ReleaseAbandoned");
            assertThat(event.getType()).isEqualTo("Warning");
            assertThat(event.getNote()).contains("slot dm_1 on the source");
        }));
        assertThat(scene.keptAfterDeletion()).singleElement().satisfies(kept -> {
            assertThat(kept.getMetadata().getOwnerReferences()).isEmpty();
            assertThat(kept.getData().get("left-behind.txt")).isEqualTo("slot dm_1 on the source\n");
        });
    }

    /** Before that nothing is made anywhere. */
    private static WorkerState pastPrecheck(Phase phase) {
        return phase == Phase.Precheck ? new WorkerState.PhaseDone(phase) : new WorkerState.Running(phase);
    }

    @Test
    void aTaskThatWasNeverStartedIsDeletedOnceItsServersWereAsked() {
        begin(new FakeEngine()).create("");
        scene.awaitState(TaskState.NotStarted);
        scene.task().delete();
        scene.awaitGone();
        assertThat(scene.engine.pursued()).extracting(goal -> goal.wanted()).containsOnly(new Wanted.ReleaseOrphans());
    }
}
