package dev.datamigration.database.log;

import dev.datamigration.plan.Direction;
import java.util.Locale;

/** Says what the objects on a server are called that keep its log for a task. */
public final class CaptureName {
    /** How each of these names begins. */
    public static final String PREFIX = "dm_";

    private static final int LONGEST = 50;

    private CaptureName() {}

    /** Letters, digits and underscores only, at most 63. */
    public static String of(String taskId, Direction direction) {
        var safe = taskId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        var name = PREFIX + (safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST));
        return direction == Direction.Forward ? name : name + "_r";
    }
}
