package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.DesiredState;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.batch.BatchOperationStatus;
import dev.datamigration.testing.ApiServer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One Stop of many tasks: a tenth does not support it, a twentieth comes to another end, a twentieth changes between the
 * moment at which it is looked at and its edit.
 */
class BatchScaleIT {

    @Test
    void aHundredTasksOnTheMock() {
        stop(ApiServer.mock(), 100);
    }

    @Test
    void aHundredTasks() {
        stop(ApiServer.realOrSkip(), 100);
    }

    @Test
    @Tag("long")
    void aThousandTasksOnTheMock() {
        stop(ApiServer.mock(), 1000);
    }

    @Test
    @Tag("long")
    void aThousandTasks() {
        stop(ApiServer.realOrSkip(), 1000);
    }

    private static void stop(ApiServer server, int count) {
        try (var scene = new BatchScene(server)) {
            scene.patience = Duration.ofMinutes(4);
            var begun = System.nanoTime();
            IntStream.range(0, count).parallel().forEach(i -> create(scene, i));
            var changed = ConcurrentHashMap.<String>newKeySet();
            var wire = new Wire();
            wire.before(write -> changeAtTheWorstMoment(scene, write, changed));
            scene.startOperator(wire);
            var created = System.nanoTime();
            scene.batch("stop", "{operation: Stop, selector: {}, parallelism: 100}");
            var status = scene.awaitEnd("stop");
            log("{0} tasks: created in {1} ms, operated in {2} ms", count, millis(begun, created), millis(created));
            check(scene, wire, status, count);
        }
    }

    private static void create(BatchScene scene, int i) {
        var role = i % 20;
        if (role < 2) {
            scene.task("new-" + i, TaskState.NotStarted, "");
        } else if (role == 2) {
            scene.task("failing-" + i, TaskState.Running, "plays: Completed");
        } else if (role == 3) {
            scene.task("changing-" + i, TaskState.Running, "");
        } else {
            scene.task("running-" + i, TaskState.Running, "");
        }
    }

    private static void changeAtTheWorstMoment(BatchScene scene, Wire.Write write, Set<String> changed) {
        var name = write.path().substring(write.path().lastIndexOf('/') + 1);
        if (write.edits(name) && name.startsWith("changing") && changed.add(name)) {
            scene.setState(name, TaskState.Completed, "FullMigration");
        }
    }

    private static void check(BatchScene scene, Wire wire, BatchOperationStatus status, int count) {
        assertThat(status.counts().selected()).isEqualTo(count);
        assertThat(status.counts().succeeded()).isEqualTo(count * 80 / 100);
        assertThat(status.counts().failed()).isEqualTo(count * 5 / 100);
        assertThat(status.counts().unsupported()).isEqualTo(count * 15 / 100);
        assertThat(status.tasks())
                .allSatisfy(task -> assertThat(task.reason())
                        .isEqualTo(Map.of(
                                        "new", "StateNotSupported",
                                        "failing", "OtherEnd",
                                        "changing", "ChangedMeanwhile",
                                        "running", "Reached")
                                .get(task.name().split("-")[0])));
        assertThat(status.tasks().subList(0, count * 5 / 100))
                .allMatch(task -> task.result().equals("Failed"));
        scene.tasks().forEach(task -> {
            var name = task.getMetadata().getName();
            var asked = name.startsWith("running") || name.startsWith("failing");
            assertThat(task.getSpec().desiredState() == DesiredState.Stopped)
                    .as(name)
                    .isEqualTo(asked);
        });
        writes(wire, count);
    }

    private static void writes(Wire wire, int count) {
        var edits = wire.writes().stream()
                .filter(Wire.Write::onAnyTask)
                .collect(Collectors.groupingBy(Wire.Write::path, Collectors.counting()));
        assertThat(edits)
                .hasSize(count * 90 / 100)
                .allSatisfy((task, times) -> assertThat(times).isEqualTo(1));
        var ofBatch = wire.writes().stream().filter(Wire.Write::ofABatch).count();
        log(
                "{0} tasks: {1} edits, {2} writes of the batch''s status, {3} writes in all",
                count, edits.size(), ofBatch, wire.writes().size());
        // One edit and one event for each task; how often the batch's status is written depends on how long it takes.
        assertThat(wire.writes().size() - ofBatch).isLessThan(2 * count);
    }

    private static long millis(long from) {
        return millis(from, System.nanoTime());
    }

    private static long millis(long from, long to) {
        return TimeUnit.NANOSECONDS.toMillis(to - from);
    }

    private static void log(String text, Object... values) {
        System.getLogger(BatchScaleIT.class.getName()).log(System.Logger.Level.INFO, text, values);
    }
}
