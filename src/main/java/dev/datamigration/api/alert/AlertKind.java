package dev.datamigration.api.alert;

/** Says what an alert is about; each is told at most once within its interval. */
public enum AlertKind {
    /** An exception in any phase. */
    TaskStatus,
    /** Latency above its threshold, or not measurable. */
    IncrementalLatency,
    /** The source retains more log for the task than it should. */
    RetainedLog
}
