package dev.datamigration.faults;

import dev.datamigration.api.TaskState;
import dev.datamigration.faults.scene.Scene;
import dev.datamigration.faults.truth.StatusJournal;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Ends a task, in one of the two ways there are. */
record TaskEnd(Scene scene, StatusJournal statuses) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Returns once it has ended; operators that ended by themselves meanwhile are started again. */
    void perform(boolean delete) {
        if (delete) {
            scene.task().resource().delete();
        } else {
            scene.task().patch("{\"desiredState\": \"Ended\"}");
        }
        Awaitility.await("ended").atMost(PATIENCE).until(() -> {
            scene.operators().startEnded();
            return delete
                    ? scene.task().resource().get() == null
                    : statuses.latest().state() == TaskState.Ended;
        });
    }
}
