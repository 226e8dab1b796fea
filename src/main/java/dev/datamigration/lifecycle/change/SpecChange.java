package dev.datamigration.lifecycle.change;

/** Says what becomes of a change of a field once the task has a worker. */
public enum SpecChange {
    /** The task takes it while it runs. */
    Live("is live"),
    /** The worker goes on as it was begun; the next one that begins takes it. Until then a condition says so. */
    NextStart("is taken at the next start"),
    /**
     * The API server refuses it once the precheck has passed, since rows have been moved by then. Before that it is taken, and
     * the precheck is repeated.
     */
    Refused("is refused once the precheck has passed");

    private final String text;

    SpecChange(String text) {
        this.text = text;
    }

    /** What a sentence says that begins with the change. */
    public String text() {
        return text;
    }
}
