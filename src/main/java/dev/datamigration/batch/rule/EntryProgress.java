package dev.datamigration.batch.rule;

/** Says how far a batch operation is with one task; the words of {@code status.tasks[].result}. */
public enum EntryProgress {
    /** Only in a dry run: it would be operated. */
    Supported,
    /** It does not support the operation, and is left alone. */
    Unsupported,
    /** Not acted on yet. */
    Pending,
    /** Acted on, or about to be; the outcome is awaited. */
    InProgress,
    Succeeded,
    Failed;

    boolean open() {
        return this == Pending || this == InProgress;
    }
}
