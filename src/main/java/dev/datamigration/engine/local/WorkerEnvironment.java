package dev.datamigration.engine.local;

import dev.datamigration.engine.TaskId;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.help.HelperPool;
import java.util.function.Consumer;

/**
 * What all workers of an engine have in common.
 *
 * @param onChange called whenever the activity of a task changed
 */
record WorkerEnvironment(
        HelperPool helperPool,
        Consumer<TaskId> onChange,
        TaskOperations operations,
        WorkerClock clock,
        ThreadStarter threads) {
    /** Of this process. */
    WorkerEnvironment(HelperPool helperPool, Consumer<TaskId> onChange) {
        this(helperPool, onChange, TaskOperations.ON_SERVERS, WorkerClock.SYSTEM, OwnedThreads::start);
    }

    /** Starts a thread; its owner is told, on that thread, of what its work throws. */
    interface ThreadStarter {
        Thread start(String name, Runnable work, Consumer<Throwable> owner);
    }
}
