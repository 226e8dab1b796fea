package dev.datamigration.database.log;

import dev.datamigration.database.SubTask;
import dev.datamigration.plan.Direction;
import java.util.Locale;

/** Says what the objects on a server are called that keep its log for a task. */
public final class CaptureName {
    /** How each of these names begins. */
    public static final String PREFIX = "dm_";

    private static final int LONGEST = 50;
    private static final String SUB_TASK = "_add";

    private CaptureName() {}

    /** A regular expression, as POSIX has them, that the names of those of the task's {@link SubTask}s match, and no other. */
    public static String ofSubTasks(String taskId, Direction direction) {
        return "^" + of(taskId, direction) + SUB_TASK + "[0-9]+$";
    }

    /** Letters, digits and underscores only, at most 63. */
    public static String of(String taskId, Direction direction) {
        var number = SubTask.numberOf(taskId);
        if (number > 0) {
            return of(SubTask.mainOf(taskId), direction) + SUB_TASK + number;
        }
        var safe = taskId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        var name = PREFIX + (safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST));
        return direction == Direction.Forward ? name : name + "_r";
    }
}
