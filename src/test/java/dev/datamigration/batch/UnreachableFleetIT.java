package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.BatchOperationStatus;
import dev.datamigration.engine.local.LocalEngine;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.proxy.TcpProxy;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two hundred tasks whose servers refuse every connection: what each operation counts, and how long it takes. */
@Tag("long")
class UnreachableFleetIT {
    private static final int TASKS = 200;
    private static final String SPEC = "objects: {include: [\"public.*\"]}\n";

    private final LocalEngine engine = new LocalEngine();
    private final TcpProxy nobody = TcpProxy.to("127.0.0.1", 1);
    private BatchScene scene;

    @BeforeEach
    void begin() {
        nobody.refuse();
        scene = BatchScene.withTaskController(ApiServer.realOrSkip(), engine);
        scene.patience = Duration.ofMinutes(5);
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
        nobody.close();
    }

    @Test
    void thatWereNeverReached() {
        names().forEach(name -> scene.create(Manifest.task(name, "", nobody.port(), SPEC)));
        scene.startOperator(new Wire());
        assertThat(operate("start", "{operation: Start, selector: {}, parallelism: 200}")
                        .counts()
                        .failed())
                .isEqualTo(TASKS);
        assertThat(operate("resume", "{operation: Resume, selector: {}, parallelism: 200}")
                        .counts()
                        .failed())
                .isEqualTo(TASKS);
        assertThat(operate("end", "{operation: End, selector: {}, parallelism: 200}")
                        .counts()
                        .succeeded())
                .isEqualTo(TASKS);
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
