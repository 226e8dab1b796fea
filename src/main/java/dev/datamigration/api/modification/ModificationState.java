package dev.datamigration.api.modification;

/** Says where a change of a running task's objects stands. */
public enum ModificationState {
    /** Added tables are made, loaded and brought up to date beside the running synchronisation. */
    Migrating,
    /** Added tables join the synchronisation, and removed ones leave it, at one position. */
    Integrating,
    /** The task has the objects that its spec asks for. */
    Integrated,
    /** It failed; the task goes on with the objects that it had. */
    Failed,
    /** The spec was put back, or changed once more, before it was integrated: nothing of it is left. */
    Withdrawn;

    /** Returns whether the worker is at it. */
    public boolean isUnderWay() {
        return this == Migrating || this == Integrating;
    }

    /** Returns whether nothing more becomes of it by itself. */
    public boolean isOver() {
        return this == Integrated || this == Withdrawn;
    }
}
