package dev.datamigration.database.release;

/**
 * The statements by which a person removes what a task holds in one database, or looks at it. Those that remove do no harm where
 * nothing is left.
 */
public interface RemovalByHand {

    /** Returns the kinds of all that may be held, for people. */
    String kinds();

    /** Removes what keeps the log for the task, in either direction. */
    String capture();

    /** Removes the checkpoints; rows that nobody has acknowledged are kept. */
    String checkpoints();

    /** Reads rows of a task that is forgotten which nobody had acknowledged. */
    String readingStrandedRows();

    /** Drops these rows for good. */
    String droppingStrandedRows();
}
