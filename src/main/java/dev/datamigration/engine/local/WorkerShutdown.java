package dev.datamigration.engine.local;

import dev.datamigration.api.Phase;
import dev.datamigration.failure.Failure;
import dev.datamigration.lifecycle.model.WorkerState;
import java.time.Instant;

/**
 * Keeps how the end of everything that a worker has on the servers goes, from when it is wanted until both servers have said that
 * nothing is left. What is in its way is kept while it is tried again, so that it is told once and with its beginning.
 * For the worker's thread alone.
 */
final class WorkerShutdown {
    private WorkerState.Failed failing;
    private Failure obstacle;
    private Instant since;
    private long refusal;

    /** Nothing is to end. */
    void none() {
        failing = null;
        obstacle = null;
        since = null;
        refusal = 0;
    }

    /** It was asked for, whatever else was the reason before. */
    void asked() {
        failing = null;
    }

    /** An error that does not pass by itself: it stands on the task once everything has ended. */
    void failing(Phase phase, Failure failure) {
        failing = new WorkerState.Failed(phase, failure);
    }

    /** Returns what becomes of the task then; null unless it is failing. */
    WorkerState.Failed failing() {
        return failing;
    }

    /**
     * A server could not be asked, or has sessions that do not end.
     *
     * @param refusedLogin the number of the refused login that is in the way, or 0
     */
    void blocked(Failure why, Instant now, long refusedLogin) {
        refusal = refusedLogin;
        since = since == null ? now : since;
        obstacle = why;
    }

    WorkerState.Quiescing activity() {
        return new WorkerState.Quiescing(failing == null ? null : failing.failure(), obstacle, since, refusal);
    }
}
