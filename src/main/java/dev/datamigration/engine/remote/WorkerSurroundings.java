package dev.datamigration.engine.remote;

import dev.datamigration.engine.LeadershipTerm;
import dev.datamigration.engine.TaskId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * All that the connections to workers have in common.
 *
 * @param onChange called whenever a worker goes on with something else than was known
 */
record WorkerSurroundings(
        WorkerProvisioner provisioner,
        WorkerCalls calls,
        LeadershipTerm term,
        Schedule schedule,
        InstantSource clock,
        RemoteSettings settings,
        Consumer<TaskId> onChange) {
    /** Does things later, on threads of its own. */
    interface Schedule {
        void after(Duration pause, Runnable what);
    }
}
