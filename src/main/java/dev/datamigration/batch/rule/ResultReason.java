package dev.datamigration.batch.rule;

/** Every reason that a batch operation gives for a task's result. Stable: people and scripts filter by them. */
public enum ResultReason {
    /** The task supports the operation. */
    Supported,
    /** No task of that name in the namespace. */
    NotFound,
    /** The task's state, or where it stands in its plan, does not support the operation. */
    StateNotSupported,
    /** The task stands in another step of the forward switchover than the one that is answered. */
    OtherStep,
    /** The step does not wait for that answer. */
    AnswerNotAwaited,
    BeingDeleted,
    /** The task is wanted Ended, which cannot be taken back. */
    EndingWanted,
    /** It was supported when the list was recorded, and was no more when its turn came. */
    ChangedMeanwhile,
    /** Its turn has not come: parallelism, waves. */
    Waiting,
    /** Another BatchOperation has to finish with the task first. */
    WaitingForOther,
    Suspended,
    /** Held back for good: too many failures, or the deadline. */
    NotActedOn,
    /** The spec is being edited, or the outcome is awaited. */
    Requested,
    /** The task reached what was asked for. */
    Reached,
    /** An error stands on the task. */
    TaskFailed,
    /** The task came to another end first. */
    OtherEnd,
    /** Somebody else asked for something else in the meantime. */
    Overridden,
    /** The API server refused the edit. */
    EditRefused,
    TimedOut,
    DeadlineExceeded,
    TaskDeleted,
    /** The alert configuration is stored; the test message that was asked for did not arrive. */
    TestMessageNotSent
}
