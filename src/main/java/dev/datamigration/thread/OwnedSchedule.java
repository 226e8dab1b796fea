package dev.datamigration.thread;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** A schedule that tells an owner of what its work threw. */
final class OwnedSchedule extends ScheduledThreadPoolExecutor {
    private final Consumer<Throwable> owner;

    OwnedSchedule(int threads, ThreadFactory factory, Consumer<Throwable> owner) {
        super(threads, factory);
        this.owner = owner;
        setRemoveOnCancelPolicy(true);
    }

    @Override
    protected void afterExecute(Runnable work, Throwable uncaught) {
        var error = work instanceof Future<?> future ? Outcomes.error(future) : uncaught;
        if (error != null) {
            OwnedThreads.tell(owner, error);
        }
    }
}
