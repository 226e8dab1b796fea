package dev.datamigration.faults;

import dev.datamigration.api.TaskState;
import dev.datamigration.faults.scene.Scene;
import dev.datamigration.faults.truth.StatusJournal;
import dev.datamigration.testing.Patience;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Ends a task, in one of the ways there are. */
record TaskEnd(Scene scene, StatusJournal statuses) {
    private static final Duration PATIENCE = Patience.LIMIT.multipliedBy(2);

    enum Way {
        Ended,
        Deleted,
        NamespaceDeleted
    }

    /** Returns once it has ended; operators that ended by themselves meanwhile are started again. */
    void perform(Way way) {
        switch (way) {
            case Ended -> scene.task().patch("{\"desiredState\": \"Ended\"}");
            case Deleted -> scene.task().resource().delete();
            case NamespaceDeleted ->
                scene.task()
                        .server
                        .client()
                        .namespaces()
                        .withName(scene.task().namespace)
                        .delete();
        }
        Awaitility.await("ended").atMost(PATIENCE).until(() -> {
            scene.operators().startEnded();
            return way == Way.Ended
                    ? statuses.latest().state() == TaskState.Ended
                    : scene.task().resource().get() == null;
        });
    }
}
