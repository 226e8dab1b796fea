package dev.datamigration.thread;

import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A pool that tells an owner of what its work threw, unless a future does. Idle threads end. */
final class OwnedPool extends ThreadPoolExecutor {
    private static final long IDLE_SECONDS = 10;

    private final Consumer<Throwable> owner;

    OwnedPool(int most, ThreadFactory threads, Consumer<Throwable> owner) {
        super(
                most == Integer.MAX_VALUE ? 0 : most,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                most == Integer.MAX_VALUE ? new SynchronousQueue<>() : new LinkedBlockingQueue<>(),
                threads);
        this.owner = owner;
        allowCoreThreadTimeOut(true);
    }

    /** An error goes to the owner and no further, as the thread's own handler would only print it. */
    @Override
    public void execute(Runnable work) {
        super.execute(
                work instanceof Future<?>
                        ? work
                        : () -> {
                            try {
                                work.run();
                            } catch (Throwable error) {
                                OwnedThreads.tell(owner, error);
                            }
                        });
    }

    @Override
    protected void afterExecute(Runnable work, Throwable error) {
        if (work instanceof Future<?> future) {
            OutOfMemory.check(Outcomes.error(future));
        }
    }
}
