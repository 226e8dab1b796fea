package dev.datamigration.engine.remote;

import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.engine.TaskId;
import java.util.Optional;
import java.util.Set;

/**
 * Makes and removes worker processes. Calls block, are idempotent, and throw whatever error the place has; then they are made
 * again.
 */
public interface WorkerProvisioner {

    /**
     * A worker that exists already.
     *
     * @param epoch the one that it was last started for
     * @param workers how many processes the task has, this one included
     */
    record Found(long epoch, WorkerAddress address, int workers) {}

    /** The UIDs of the tasks in this namespace that have something of a worker. */
    Set<String> tasks(String namespace);

    /** The task's worker, or empty where there is none, or not enough of one to reach it. */
    Optional<Found> find(TaskId task);

    /**
     * Sees to it that the task has a worker as its settings want it, and notes the epoch. Returns before it answers.
     *
     * @param workers how many processes there should be, this one included
     * @throws ProvisioningRefusedException if none can be made there any more
     */
    WorkerAddress start(TaskId task, long epoch, EngineSettings settings, int workers);

    /** Gives the task more or fewer helpers; the worker that leads is left alone. Does nothing where there is none. */
    void resize(TaskId task, int workers);

    /** Returns what is known of why the task's worker does not answer, as a sentence; empty where nothing is. */
    String diagnosis(TaskId task);

    /**
     * Returns whether the place itself knows that the task's worker does not run, so that nobody need wait for its answer. Asks
     * nobody; false where nothing is known.
     *
     * @param ran whether it is known to have run; one that has not may only be on its way
     */
    boolean isDown(TaskId task, boolean ran);

    /** Replaces the process of a worker that has not answered for long, though it may still run where nobody sees it. */
    void replace(TaskId task);

    /** Removes all that there is of the task's worker. */
    void remove(TaskId task);
}
