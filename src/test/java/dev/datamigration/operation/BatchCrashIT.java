package dev.datamigration.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.TaskState;
import dev.datamigration.testing.ApiServer;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator is killed at some point of a batch operation, and another one goes on with it. */
class BatchCrashIT {
    private static final int RUNNING = 10;

    /** So long that a restarted operator finds tasks that it was at work on before. */
    private static final int TASK_MILLIS = 500;

    /** @param writes that are let through; of some 30 */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 7, 10, 13, 18, 24})
    void noTaskIsOperatedTwiceAndNoneForgotten(int writes) {
        try (var scene = new BatchScene(ApiServer.shared(), TASK_MILLIS)) {
            for (var i = 0; i < RUNNING; i++) {
                scene.task("running-" + i, TaskState.Running, "");
            }
            scene.task("failing", TaskState.Running, "plays: Completed");
            scene.task("new", TaskState.NotStarted, "");
            var killed = scene.startOperator(new Wire().cutAfter(writes));
            scene.batch("stop", "{operation: Stop, selector: {}, parallelism: 6}");
            await().atMost(Duration.ofSeconds(30)).until(killed::isCut);
            scene.stopOperator();

            var heir = scene.startOperator(new Wire());
            var status = scene.awaitEnd("stop");
            assertThat(status.counts().succeeded()).isEqualTo(RUNNING);
            assertThat(status.counts().failed()).isEqualTo(1);
            assertThat(status.counts().unsupported()).isEqualTo(1);
            var edits = Stream.concat(killed.accepted().stream(), heir.accepted().stream())
                    .filter(Wire.Write::onAnyTask)
                    .collect(Collectors.groupingBy(Wire.Write::path, Collectors.counting()));
            assertThat(edits)
                    .hasSize(RUNNING + 1)
                    .allSatisfy((task, times) -> assertThat(times).isEqualTo(1));
        }
    }
}
