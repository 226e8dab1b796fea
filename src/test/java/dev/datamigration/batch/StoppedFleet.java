package dev.datamigration.batch;

import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.bench.server.Stopwatch;
import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Many running tasks that are stopped, by a batch operation or by a client that makes the same writes; their controller is played.
 *
 * @param parallelism of either
 */
public record StoppedFleet(ApiServer server, int tasks, int parallelism) {
    /** As the operator has them by itself, so that what it waits for is counted. */
    private static final FastBatches SETTINGS = new FastBatches(Duration.ofSeconds(1), Duration.ofSeconds(2));

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** Seconds from the creation of the batch operation until its status says that it is over. */
    public double secondsByBatch() throws Exception {
        try (var scene = scene()) {
            scene.settings = SETTINGS;
            scene.startOperator(new Wire());
            var watch = Stopwatch.start();
            scene.batch("stop", "{operation: Stop, selector: {}, parallelism: " + parallelism + "}");
            var status = scene.awaitEnd("stop");
            var seconds = watch.seconds();
            if (status.counts().succeeded() != tasks) {
                throw new IllegalStateException(status.counts().toString());
            }
            clear(scene);
            return seconds;
        }
    }

    /** Seconds in which the tasks are edited, an event is written of each, and all have been seen to be stopped. */
    public double secondsByClient() throws Exception {
        try (var scene = scene()) {
            var watch = Stopwatch.start();
            inParallel(scene.tasks().stream().map(task -> edit(scene, task)).toList());
            scene.awaitTasks("stopped", status -> status.state() == TaskState.Stopped);
            var seconds = watch.seconds();
            clear(scene);
            return seconds;
        }
    }

    private BatchScene scene() throws Exception {
        var scene = new BatchScene(server);
        scene.patience = PATIENCE;
        scene.pollInterval = POLL;
        inParallel(IntStream.range(0, tasks)
                .mapToObj(number -> (Callable<Object>) () -> {
                    scene.task("task-" + number, TaskState.Running, "");
                    return null;
                })
                .toList());
        return scene;
    }

    private Callable<Object> edit(BatchScene scene, MigrationTask task) {
        return () -> {
            var name = task.getMetadata().getName();
            scene.task(name)
                    .patch(
                            new PatchContext.Builder()
                                    .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                    .withFieldManager("bench")
                                    .withForce(true)
                                    .build(),
                            "{\"apiVersion\": \"%s\", \"kind\": \"%s\", \"metadata\": {\"name\": \"%s\"}, \"spec\": {\"desiredState\": \"Stopped\"}}"
                                    .formatted(task.getApiVersion(), task.getKind(), name));
            scene.create(event(task));
            return null;
        };
    }

    private static Event event(MigrationTask about) {
        var meta = about.getMetadata();
        var regarding = new ObjectReference();
        regarding.setApiVersion(about.getApiVersion());
        regarding.setKind(about.getKind());
        regarding.setName(meta.getName());
        regarding.setNamespace(meta.getNamespace());
        regarding.setUid(meta.getUid());
        return new EventBuilder()
                .withNewMetadata()
                .withName(meta.getName() + ".stopped")
                .endMetadata()
                .withNewEventTime(MICROS.format(Instant.now()))
                .withReportingController("bench")
                .withReportingInstance("bench")
                .withAction("Stop")
                .withReason("Stopped")
                .withType("Normal")
                .withRegarding(regarding)
                .build();
    }

    private void inParallel(List<Callable<Object>> work) throws InterruptedException, ExecutionException {
        var pool = Executors.newFixedThreadPool(parallelism);
        try {
            for (var done : pool.invokeAll(work)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private void clear(BatchScene scene) {
        server.client()
                .resources(MigrationTask.class)
                .inNamespace(scene.namespace)
                .delete();
    }
}
