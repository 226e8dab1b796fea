package dev.datamigration.database;

import java.util.regex.Pattern;

/**
 * A part of a task that a run of its own migrates beside it, under an ID of its own: capture, claims, fence and checkpoints are kept by
 * that. Its sessions are called as the task's, so that whoever ends or looks for these need not know of it.
 */
public final class SubTask {
    /** Is in no UID. */
    public static final String SEPARATOR = "+";

    private static final Pattern ID = Pattern.compile("(.+)\\+([1-9][0-9]{0,18})");

    private SubTask() {}

    /**
     * @param task its ID
     * @param number tells it from others of the task, from 1
     */
    public static String id(String task, long number) {
        return task + SEPARATOR + number;
    }

    /** Returns the ID of the task that one belongs to, which may be that of the task itself. */
    public static String mainOf(String id) {
        var found = ID.matcher(id);
        return found.matches() ? found.group(1) : id;
    }

    /** Returns the number of a sub-task; 0 for the ID of a task. */
    public static long numberOf(String id) {
        var found = ID.matcher(id);
        return found.matches() ? Long.parseLong(found.group(2)) : 0;
    }
}
