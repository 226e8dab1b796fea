package dev.datamigration.thread;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * Makes the product's threads, all of them daemons. Nothing else does, so that none ends without anybody's notice: an
 * owner is told of every {@link Throwable} that nobody else waits for. The owner must not throw.
 */
public final class OwnedThreads {
    private OwnedThreads() {}

    /** Starts a thread; the owner is told, on that thread, of what its work throws. */
    public static Thread start(String name, Runnable work, Consumer<Throwable> owner) {
        var thread = thread(name, () -> {
            try {
                work.run();
            } catch (Throwable error) {
                tell(owner, error);
            }
        });
        thread.start();
        return thread;
    }

    /** Starts a thread for one piece of work; the future tells what it throws. */
    public static Future<?> submit(String name, Runnable work) {
        var task = new FutureTask<Void>(work, null) {
            @Override
            protected void setException(Throwable error) {
                OutOfMemory.check(error);
                super.setException(error);
            }
        };
        thread(name, task).start();
        return task;
    }

    /**
     * As many threads as there is work. Who submits work and keeps its future is told by it; the owner is told of what
     * was only executed.
     */
    public static ExecutorService pool(String name, Consumer<Throwable> owner) {
        return new OwnedPool(Integer.MAX_VALUE, factory(name), owner);
    }

    /** For work whose future is kept, which tells of everything: no more than so many threads. */
    public static ExecutorService pool(String name, int most) {
        return new OwnedPool(most, factory(name), error -> {});
    }

    /** Nobody keeps the futures of what is scheduled, so the owner is told of everything; what is periodic then ends. */
    public static ScheduledExecutorService scheduled(String name, int threads, Consumer<Throwable> owner) {
        return new OwnedSchedule(threads, factory(name), owner);
    }

    /**
     * Waits until a thread has ended, which must be about to; through interrupts, which are passed on afterwards: half-ended work
     * must not be taken for ended.
     */
    public static void join(Thread thread) {
        var interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static void tell(Consumer<Throwable> owner, Throwable error) {
        OutOfMemory.check(error);
        owner.accept(error);
    }

    private static ThreadFactory factory(String name) {
        return work -> thread(name, work);
    }

    private static Thread thread(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
