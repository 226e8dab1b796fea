package dev.datamigration.database.load;

/** Says what can be read of a table under an older snapshot. */
public enum TableState {
    /** It has rows, or may have. */
    Readable,
    /** It has none. */
    Empty,
    /** It was truncated or rewritten since the snapshot, and looks empty. */
    Rewritten,
    /** It was dropped, or something else has its name. */
    Gone
}
