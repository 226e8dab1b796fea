package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.TaskState;
import dev.datamigration.api.batch.BatchOperationStatus;
import dev.datamigration.engine.local.LocalEngine;
import dev.datamigration.lifecycle.condition.UnansweringServers;
import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two hundred tasks whose servers do not answer: what each operation counts, and how long it takes. */
@Tag("long")
class UnreachableFleetIT {
    private static final int TASKS = 200;
    private static final String SPEC = "objects: {include: [\"public.*\"]}\n";

    private final LocalEngine engine = new LocalEngine();
    private DeadPort nobody;
    private BatchScene scene;

    @BeforeEach
    void begin() {
        scene = BatchScene.withTaskController(ApiServer.realOrSkip(), engine);
        scene.patience = Duration.ofMinutes(10);
        scene.pollInterval = Duration.ofSeconds(1);
        scene.taskSettings = new FastTasks(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(5));
        scene.create(Manifest.secret("old", "user", "secret"));
        scene.create(Manifest.secret("new", "user", "secret"));
    }

    @AfterEach
    void end() {
        if (scene != null) { // null where the test was skipped
            scene.close();
        }
        engine.close();
        if (nobody != null) {
            nobody.close();
        }
    }

    private void at(DeadPort.Way way) {
        nobody = DeadPort.that(way);
        names().forEach(name -> scene.create(Manifest.task(name, "", nobody.port(), SPEC)));
    }

    @ParameterizedTest
    @EnumSource(
            value = DeadPort.Way.class,
            names = {"Refuses", "Drops"})
    void thatWereNeverReached(DeadPort.Way way) {
        at(way);
        scene.startOperator(new Wire());
        assertThat(operate("start", "{operation: Start, selector: {}, parallelism: 200}")
                        .counts()
                        .failed())
                .isEqualTo(TASKS);
        assertThat(operate("resume", "{operation: Resume, selector: {}, parallelism: 200}")
                        .counts()
                        .failed())
                .isEqualTo(TASKS);
        assertThat(operate("end", "{operation: End, tasks: " + firstHalf() + ", parallelism: 200}")
                        .counts()
                        .succeeded())
                .isEqualTo(TASKS / 2);
        deleteAll();
    }

    /** What took a connection may have let it in, so they do not come to Failed; that they were not started is told all the same. */
    @Test
    void thatTakeConnectionsAndSayNothing() {
        at(DeadPort.Way.SaysNothing);
        scene.startOperator(new Wire());
        assertThat(operate("start", "{operation: Start, selector: {}, parallelism: 200}")
                        .counts()
                        .failed())
                .isEqualTo(TASKS);
        assertThat(scene.tasks())
                .allSatisfy(task ->
                        assertThat(UnansweringServers.holdUp(task.getStatus())).isTrue());
        assertThat(operate(
                                "end",
                                "{operation: End, selector: {}, parallelism: 200, release: {mode: Abandon, acknowledge: true}}")
                        .counts()
                        .succeeded())
                .isEqualTo(TASKS);
        deleteAll();
    }

    private static List<String> firstHalf() {
        return names().limit(TASKS / 2).toList();
    }

    /** They cannot be said to be Stopped, which both servers would have to say, until somebody gives them up. */
    @ParameterizedTest
    @EnumSource(DeadPort.Way.class)
    void thatHoldSomethingAndAreStoppedAndGivenUp(DeadPort.Way way) {
        at(way);
        hold(TaskState.Running);
        scene.startOperator(new Wire());
        var stopped = operate("stop", "{operation: Stop, selector: {}, parallelism: 200, timeoutSeconds: 60}");
        assertThat(stopped.counts().failed()).isEqualTo(TASKS);
        assertThat(stopped.counts().succeeded()).isZero();
        scene.awaitTasks("held up", UnansweringServers::holdUp);
        var ended = operate(
                "end", "{operation: End, selector: {}, parallelism: 200, release: {mode: Abandon, acknowledge: true}}");
        assertThat(ended.counts().succeeded()).isEqualTo(TASKS);
        assertThat(scene.tasks())
                .allSatisfy(task ->
                        assertThat(task.getStatus().release().leftBehind()).hasSize(2));
        deleteAll();
    }

    /** They wait out what may pass; deleted, they go: with what they hold given up, or once their time for it is over. */
    @ParameterizedTest
    @EnumSource(DeadPort.Way.class)
    void thatHoldSomethingAndAreResumedAndDeleted(DeadPort.Way way) {
        at(way);
        hold(TaskState.Failed);
        scene.startOperator(new Wire());
        var resumed = operate("resume", "{operation: Resume, selector: {}, parallelism: 200, timeoutSeconds: 60}");
        assertThat(resumed.counts().failed()).isEqualTo(TASKS);
        scene.awaitTasks("what may pass is waited out", status -> status.retry() != null);
        firstHalf()
                .forEach(
                        name -> scene.patchTask(name, "{\"release\": {\"mode\": \"Abandon\", \"acknowledge\": true}}"));
        deleteAll();
    }

    private void hold(TaskState state) {
        names().forEach(name -> {
            scene.patchTask(name, "{\"desiredState\": \"Running\", \"engine\": {\"releaseTimeoutSeconds\": 30}}");
            scene.loadedSomething(name, state);
        });
    }

    private void deleteAll() {
        var begun = System.nanoTime();
        names().forEach(name -> scene.task(name).delete());
        Awaitility.await("gone")
                .atMost(scene.patience)
                .pollInterval(scene.pollInterval)
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> scene.tasks().isEmpty());
        log("delete", begun, "gone");
    }

    private static Stream<String> names() {
        return IntStream.range(0, TASKS).mapToObj(i -> "task-" + i);
    }

    private BatchOperationStatus operate(String name, String spec) {
        var begun = System.nanoTime();
        scene.batch(name, spec);
        var status = scene.awaitEnd(name);
        log(name, begun, status.counts().toString());
        return status;
    }

    private static void log(String operation, long begun, String result) {
        System.getLogger(UnreachableFleetIT.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "{0} of {1} tasks: {2} after {3} ms",
                        operation,
                        TASKS,
                        result,
                        Long.toString((System.nanoTime() - begun) / 1_000_000));
    }
}
