package dev.datamigration.engine.remote;

import dev.datamigration.engine.Goal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** All that is asked of worker processes. */
interface WorkerCalls {
    /** @param process the one that is meant */
    CompletableFuture<WorkerResponse> deliver(WorkerAddress worker, String process, Goal goal);

    /**
     * Asks what is of the task.
     *
     * @param after the revision that is known; anything else is answered at once
     * @param wait how long the worker may wait for something newer
     */
    CompletableFuture<WorkerResponse> report(WorkerAddress worker, long after, Duration wait);

    /** Trusts that worker no longer: it is not there any more. */
    void forget(WorkerAddress worker);
}
