package dev.datamigration.lifecycle.model;

/**
 * Says what is going on with a task right now, as the reason of its Reconciling condition shows it. Finer than its state: a
 * Running task may be about to stop.
 */
public enum Activity {
    /** Nothing is on its way. */
    Resting,
    /** The plan is being worked through. */
    Progressing,
    /** The plan is worked through as far as it goes by itself; what should keep running does. */
    InStep,
    /** As in step, but for the target, which is behind, or of which it has not been known for a while that it is not. */
    Behind,
    /** A person is waited for. */
    Awaiting,
    /** A passing error is waited out. */
    Retrying,
    Stopping,
    /** Stopping, or ending everything after an error, while a server cannot be asked whether anything still runs there. */
    StopBlocked,
    /** Everything is being ended after an error that does not pass by itself. */
    Failing,
    Releasing,
    ReleaseBlocked;

    public boolean reconciling() {
        return this != Resting && this != InStep && this != Awaiting;
    }
}
