package dev.datamigration.batch;

import static dev.datamigration.batch.BatchScene.byName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.DesiredState;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.batch.rule.BatchStatuses;
import dev.datamigration.batch.rule.Ledger;
import dev.datamigration.batch.rule.LedgerTest;
import dev.datamigration.kubernetes.FieldOwners;
import dev.datamigration.kubernetes.RequesterSource;
import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Batch operations against an API server: the real one where there is one, and the mock. */
@ParameterizedClass
@MethodSource("servers")
class BatchOperationIT {

    enum Kind {
        REAL,
        MOCK
    }

    @Parameter
    Kind kind;

    private BatchScene scene;

    static Stream<Kind> servers() {
        return Stream.of(Kind.values());
    }

    @BeforeEach
    void begin() {
        scene = new BatchScene(kind == Kind.REAL ? ApiServer.realOrSkip() : ApiServer.mock());
    }

    @AfterEach
    void end() {
        if (scene != null) { // null where the test was skipped
            scene.close();
        }
    }

    @Test
    void aDryRunChangesNothingAndTellsWhatQualifies() {
        scene.task("running", TaskState.Running, "wave: '1'");
        scene.task("new", TaskState.NotStarted, "wave: '1'");
        scene.task("elsewhere", TaskState.Running, "wave: '2'");
        var before = scene.tasks().stream().map(task -> task.getMetadata().getResourceVersion());
        var wire = scene.startOperator(new Wire());
        scene.batch("look", "{operation: Stop, dryRun: true, tasks: [missing], selector: {matchLabels: {wave: '1'}}}");
        var status = scene.awaitEnd("look");
        assertThat(status.counts().selected()).isEqualTo(3);
        assertThat(status.counts().supported()).isEqualTo(1);
        assertThat(byName(status).get("running").result()).isEqualTo("Supported");
        assertThat(byName(status).get("running").latestTimestamp()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(byName(status).get("new").message()).contains("NotStarted");
        assertThat(byName(status).get("missing").reason()).isEqualTo("NotFound");
        assertThat(status.conditions()).singleElement().satisfies(condition -> {
            assertThat(condition.getType()).isEqualTo("Complete");
            assertThat(condition.getReason()).isEqualTo("DryRun");
        });
        assertThat(scene.tasks().stream().map(task -> task.getMetadata().getResourceVersion()))
                .containsExactlyElementsOf(before.toList());
        assertThat(wire.writes()).noneMatch(Wire.Write::onAnyTask);
    }

    @Test
    void tasksAreStoppedStartedResumedAndEndedAndNothingElseOfThemIsTouched() {
        scene.task("running", TaskState.Running, "");
        scene.task("failed", TaskState.Failed, "");
        scene.task("new", TaskState.NotStarted, "");
        scene.startOperator(new Wire());
        for (var operation : new String[] {"Stop", "Start", "Resume", "Stop", "Resume", "Stop", "End"}) {
            var name = operation.toLowerCase() + System.nanoTime();
            scene.batch(name, "{operation: " + operation + ", selector: {}}");
            var status = scene.awaitEnd(name);
            assertThat(status.state()).isEqualTo("Complete");
            assertThat(status.counts().succeeded())
                    .isPositive()
                    .isEqualTo(status.counts().supported());
            var asked = byName(status).values().stream()
                    .filter(result -> result.result().equals("Succeeded"))
                    .findFirst()
                    .orElseThrow()
                    .name();
            assertThat(FieldOwners.of(scene.task(asked).get(), RequesterSource.Annotation)
                            .desiredState())
                    .endsWith(" through " + name);
            await().until(() -> scene.eventReasons(name).contains("Complete"));
        }
        assertThat(scene.tasks()).extracting(task -> task.getStatus().state()).containsOnly(TaskState.Ended);
        assertThat(scene.task("running").get().getMetadata().getManagedFields())
                .filteredOn(entry -> entry.getManager().startsWith("batch-operation-"))
                .extracting(entry -> ((java.util.Map<?, ?>)
                                entry.getFieldsV1().getAdditionalProperties().get("f:spec"))
                        .keySet()
                        .toString())
                .isSubsetOf("[f:desiredState]", "[f:resumeNonce]", "[f:desiredState, f:resumeNonce]");
        assertThat(scene.eventReasons("new")).contains("BatchOperation");
    }

    @Test
    void alertsAreOverwritten() {
        scene.task("running", TaskState.Running, "");
        scene.startOperator(new Wire());
        var rule = "{channel: Lark, urlSecretRef: {name: robot, key: url}, remarks: 'call %s'}";
        scene.batch(
                "both",
                "{operation: ModifyAlertConfiguration, selector: {}, alertConfiguration: {taskStatus: "
                        + rule.formatted("me") + ", incrementalLatency: " + rule.formatted("me") + "}}");
        assertThat(scene.awaitEnd("both").state()).isEqualTo("Complete");
        assertThat(alerts().incrementalLatency().remarks()).isEqualTo("call me");
        scene.batch(
                "one",
                "{operation: ModifyAlertConfiguration, selector: {}, alertConfiguration: {taskStatus:"
                        + " {channel: Webhook, urlSecretRef: {name: hook, key: url}}}}");
        assertThat(scene.awaitEnd("one").state()).isEqualTo("Complete");
        assertThat(alerts().incrementalLatency()).isNull();
        assertThat(alerts().taskStatus().remarks()).isNull();
    }

    private dev.datamigration.api.alert.AlertSettings alerts() {
        return scene.task("running").get().getSpec().alerts();
    }

    @Test
    void suspensionHoldsBackAndDeletionAborts() {
        for (var i = 0; i < 6; i++) {
            scene.task("task-" + i, TaskState.NotStarted, "wave: '" + (i / 2 + 9) + "'");
        }
        scene.startOperator(new Wire());
        scene.batch("start", "{operation: Start, suspend: true, selector: {}, waves: {byLabel: wave}}");
        var held = scene.await("start", status -> status.state().equals("Suspended"));
        assertThat(held.counts().supported()).isEqualTo(6);
        assertThat(wanted(DesiredState.Running)).isZero();
        // The second wave never gets there, so the third never begins.
        scene.task("task-2").edit(task -> label(task, "plays", "NotStarted"));
        scene.patch("start", "{\"suspend\": false}");
        scene.await("start", status -> byName(status).get("task-3").result().equals("Succeeded"));
        assertThat(scene.task("task-4").get().getSpec().desiredState()).isEqualTo(DesiredState.NotStarted);
        scene.batch("start").delete();
        scene.awaitGone("start");
        scene.batch("next", "{operation: Start, tasks: [task-4]}");
        assertThat(scene.awaitEnd("next").counts().succeeded()).isEqualTo(1);
        assertThat(scene.task("task-5").get().getSpec().desiredState()).isEqualTo(DesiredState.NotStarted);
    }

    private static MigrationTask playingNothing(MigrationTask task) {
        task.getMetadata().getLabels().remove("plays");
        return task;
    }

    private static MigrationTask label(MigrationTask task, String key, String value) {
        task.getMetadata().getLabels().put(key, value);
        return task;
    }

    private long wanted(DesiredState state) {
        return scene.tasks().stream()
                .filter(task -> task.getSpec().desiredState() == state)
                .count();
    }

    @Test
    void failuresHaltAndTimesRunOut() {
        scene.task("a", TaskState.Running, "plays: Running");
        scene.task("b", TaskState.Running, "");
        scene.startOperator(new Wire());
        scene.batch(
                "stop",
                "{operation: Stop, selector: {}, parallelism: 1, timeoutSeconds: 1, failurePolicy: {haltAfterFailures: 1}}");
        var status = scene.awaitEnd("stop");
        assertThat(status.conditions().get(0).getReason()).isEqualTo("HaltedAfterFailures");
        assertThat(status.tasks().get(0).reason()).isEqualTo("TimedOut");
        assertThat(status.tasks().get(1).reason()).isEqualTo("NotActedOn");
        assertThat(scene.task("b").get().getSpec().desiredState()).isEqualTo(DesiredState.Running);
        scene.batch("deadline", "{operation: Stop, selector: {}, activeDeadlineSeconds: 1, waves: {size: 1}}");
        var broken = scene.awaitEnd("deadline");
        assertThat(broken.conditions().get(0).getReason()).isEqualTo("DeadlineExceeded");
        scene.batch("brief", "{operation: Stop, dryRun: true, selector: {}, ttlSecondsAfterFinished: 1}");
        scene.awaitGone("brief");
    }

    @Test
    void ofTwoContradictingBatchesTheOlderGoesFirstOnEachTask() {
        for (var i = 0; i < 5; i++) {
            scene.task("task-" + i, TaskState.NotStarted, i == 4 ? "plays: NotStarted" : "");
        }
        // Both are there before the operator is, so that they begin at once.
        scene.batch("first", "{operation: Start, selector: {}, parallelism: 2}");
        var older = scene.batch("first").get().getMetadata().getCreationTimestamp();
        await().until(() ->
                !java.time.Instant.now().isBefore(java.time.Instant.parse(older).plusSeconds(1)));
        scene.batch("second", "{operation: Stop, selector: {}}");
        scene.startOperator(new Wire());
        scene.await(
                "second",
                status -> status.tasks().stream()
                        .anyMatch(task -> "WaitingForOther".equals(task.reason())
                                && task.message().contains("BatchOperation first")));
        // until here it did not come to run, so that the first one was not done
        scene.task("task-4").edit(BatchOperationIT::playingNothing);
        assertThat(scene.awaitEnd("first").counts().succeeded()).isEqualTo(5);
        assertThat(scene.awaitEnd("second").counts().succeeded()).isEqualTo(5);
        assertThat(scene.tasks()).extracting(task -> task.getStatus().state()).containsOnly(TaskState.Stopped);
    }

    /** Both are held back until the operator knows both; that it does, where nobody holds them, is what settling is for. */
    @Test
    void ofTwoCreatedInTheSameSecondTheOneWithTheLowerUidGoesFirst() {
        for (var i = 0; i < 3; i++) {
            scene.task("task-" + i, TaskState.NotStarted, "");
        }
        scene.startOperator(new Wire());
        for (var operation : List.of("Start", "Stop")) {
            scene.batch(operation.toLowerCase(), "{operation: " + operation + ", selector: {}, suspend: true}");
        }
        scene.await("start", status -> true);
        scene.await("stop", status -> true);
        var started = scene.batch("start").get().getMetadata();
        var stopped = scene.batch("stop").get().getMetadata();
        var sameSecond = started.getCreationTimestamp().equals(stopped.getCreationTimestamp());
        var startFirst = !sameSecond || started.getUid().compareTo(stopped.getUid()) < 0;

        for (var released : startFirst ? List.of("stop", "start") : List.of("start", "stop")) {
            scene.patch(released, "{\"suspend\": false}");
        }
        assertThat(scene.awaitEnd("start").counts().succeeded()).isEqualTo(3);
        assertThat(scene.awaitEnd("stop").counts().succeeded()).isEqualTo(startFirst ? 3 : 0);
        assertThat(scene.tasks())
                .extracting(task -> task.getStatus().state())
                .containsOnly(startFirst ? TaskState.Stopped : TaskState.Running);
    }

    /** As a version has left it that kept its record in another field, which the API server has dropped. */
    @Test
    void whatAnEarlierVersionBeganIsBrokenOffAndSaysSo() {
        scene.task("asked", TaskState.Running, "");
        scene.task("waiting", TaskState.Running, "");
        scene.batch("stop", "{operation: Stop, selector: {}, parallelism: 1}");
        scene.setStatus(scene.batch("stop").get(), """
                startedAt: "2026-01-01T00:00:00Z"
                counts: {selected: 2, supported: 2, unsupported: 0, succeeded: 0, failed: 0}
                tasks:
                  - {name: asked, result: InProgress, reason: Requested}
                  - {name: waiting, result: Pending, reason: Waiting}
                """);
        scene.startOperator(new Wire());
        var status = scene.awaitEnd("stop");
        assertThat(status.state()).isEqualTo("Failed");
        assertThat(status.counts().selected()).isEqualTo(2);
        assertThat(status.tasks()).extracting("result").containsExactly("InProgress", "Pending");
        assertThat(status.conditions()).singleElement().satisfies(condition -> {
            assertThat(condition.getReason()).isEqualTo("RecordUnreadable");
            assertThat(condition.getMessage()).contains("created anew");
        });
        assertThat(scene.task("waiting").get().getSpec().desiredState()).isEqualTo(DesiredState.Running);
    }

    @Test
    void theApiServerTakesTheLargestLedger() {
        scene.batch("large", "{operation: Stop, selector: {}, suspend: true}");
        var large = scene.batch("large").get();
        var observed = Tasks.observed("operation: Stop, selector: {}", Tasks.NOW);
        var entries = LedgerTest.largest();
        assertThat(Ledger.of(entries).fitsBeside(observed.spec())).isTrue();
        scene.setStatus(large, Serialization.asJson(BatchStatuses.of(observed, entries, Tasks.NOW.toString(), null)));
        assertThat(Ledger.entries(scene.batch("large").get().getStatus())).hasSize(LedgerTest.COUNT);
    }

    @Test
    void aTaskThatCannotBeEditedHoldsNoneBack() {
        scene.task("a-stubborn", TaskState.Running, "");
        scene.task("b", TaskState.Running, "");
        scene.task("c", TaskState.Running, "");
        var wire = new Wire();
        wire.before(write -> {
            if (write.edits("a-stubborn")) {
                throw new KubernetesClientException("a webhook does not answer", 500, null);
            }
        });
        scene.startOperator(wire);
        scene.batch("stop", "{operation: Stop, selector: {}, parallelism: 3, waves: {size: 3}}");
        scene.await(
                "stop",
                status -> status.counts().succeeded() == 2
                        && String.valueOf(byName(status).get("a-stubborn").message())
                                .contains("a webhook does not answer"));
        scene.batch("stop").delete();
        scene.awaitGone("stop");
        scene.batch("stop-again", "{operation: Stop, tasks: [a-stubborn], timeoutSeconds: 1}");
        var status = scene.awaitEnd("stop-again");
        assertThat(byName(status).get("a-stubborn").reason()).isEqualTo("TimedOut");
        assertThat(byName(status).get("a-stubborn").message()).contains("could not be edited within 1 s");
        assertThat(scene.task("a-stubborn").get().getSpec().desiredState()).isEqualTo(DesiredState.Running);
    }

    @Test
    void anEditWhoseAnswerIsLostIsNotRepeated() {
        for (var i = 0; i < 4; i++) {
            scene.task("task-" + i, TaskState.Failed, "");
        }
        var lost = new LostAnswers();
        scene.startOperator(lost.client(scene.config()));
        scene.batch("resume", "{operation: Resume, selector: {}}");
        var status = scene.awaitEnd("resume");
        assertThat(status.counts().succeeded()).as("%s", status).isEqualTo(4);
        assertThat(lost.count()).isPositive();
        assertThat(scene.tasks())
                .extracting(task -> task.getSpec().resumeNonce())
                .as("a second edit would have raised it again")
                .containsOnly(1L);
    }
}
