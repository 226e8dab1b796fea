package dev.datamigration.kubectl;

import dev.datamigration.kubectl.cluster.ModelJson;
import dev.datamigration.kubectl.cluster.TaskView;
import java.util.Map;
import java.util.function.Function;

/**
 * Says what is asked of each task by itself, not by a batch operation.
 *
 * @param doing as the question calls it
 * @param choice what it means to one task
 */
record TaskEdit(String doing, Function<TaskView, Choice> choice) {
    /** Says whether a task is edited. */
    sealed interface Choice permits Patch, LeftAlone {}

    /** @param forwardSwitchover what is merged into that part of the spec */
    record Patch(Map<String, Object> forwardSwitchover) implements Choice {
        String json() {
            return ModelJson.write(Map.of("spec", Map.of("forwardSwitchover", forwardSwitchover)));
        }
    }

    /** @param why as a sentence, without its end */
    record LeftAlone(String why) implements Choice {}
}
