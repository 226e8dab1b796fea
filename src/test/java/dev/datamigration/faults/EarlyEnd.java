package dev.datamigration.faults;

/** The end of a task in the middle of its work. */
record EarlyEnd(Stage stage, TaskEnd.Way way) {
    @Override
    public String toString() {
        return way + " in " + stage;
    }
}
