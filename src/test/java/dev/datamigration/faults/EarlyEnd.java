package dev.datamigration.faults;

/**
 * The end of a task in the middle of its work.
 *
 * @param deleted whether the task is deleted rather than ended
 */
record EarlyEnd(Stage stage, boolean deleted) {
    @Override
    public String toString() {
        return (deleted ? "deleted in " : "ended in ") + stage;
    }
}
