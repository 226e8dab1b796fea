package dev.datamigration.lifecycle.modification;

/**
 * What a worker has to know of the modifications of its task.
 *
 * @param integrated number of the last one that was integrated; what it added is compared by a verification that is told of it
 * @param work the one that is under way, or null
 */
public record ModificationGoal(long integrated, ModificationWork work) {
    /** There was none yet. */
    public static final ModificationGoal NONE = new ModificationGoal(0, null);
}
