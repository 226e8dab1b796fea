package dev.datamigration.api;

/** Says who can end a failure. */
public enum FailureClass {
    /** Passes by itself: tried again with growing pauses. */
    Transient,
    /** Stays until something outside the task is changed: needs the remedy and then a resume. */
    NeedsPerson,
    /** Cannot be resumed: the task must be ended and created anew. */
    Permanent
}
