package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.TaskState;
import dev.datamigration.testing.ApiServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operator is killed at some point of a batch operation, and another one goes on with it. A resume counts: it raises
 * {@code spec.resumeNonce} by one, so a task that was operated twice shows it.
 */
class BatchCrashIT {
    private static final int RESUMED = 10;

    /** So long that a restarted operator finds tasks that it was at work on before. */
    private static final int TASK_MILLIS = 500;

    /** @param writes that are let through; of some 30 */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 7, 10, 13, 18, 24})
    void noTaskIsOperatedTwiceAndNoneForgotten(int writes) {
        try (var scene = new BatchScene(ApiServer.shared(), TASK_MILLIS)) {
            for (var i = 0; i < RESUMED; i++) {
                scene.task("failed-" + i, TaskState.Failed, "");
            }
            scene.task("hopeless", TaskState.Failed, "plays: Failed");
            scene.task("new", TaskState.NotStarted, "");
            var killed = scene.startOperator(new Wire().cutAfter(writes));
            scene.batch("resume", "{operation: Resume, selector: {}, parallelism: 6}");
            await().until(killed::isCut);
            scene.stopOperator();

            scene.startOperator(new Wire());
            var status = scene.awaitEnd("resume");
            assertThat(status.counts().succeeded()).isEqualTo(RESUMED);
            assertThat(status.counts().failed()).isEqualTo(1);
            assertThat(status.counts().unsupported()).isEqualTo(1);
            assertThat(scene.tasks())
                    .allSatisfy(task -> assertThat(task.getSpec().resumeNonce())
                            .isEqualTo(task.getMetadata().getName().equals("new") ? 0 : 1));
        }
    }
}
