package dev.datamigration.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads by which tasks are edited side by side, for all batch operations together: an edit mostly waits for the API
 * server. Their number bounds the requests that it sees at a time. Idle ones end.
 */
final class EditThreads {
    private static final int COUNT = 8;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            COUNT, COUNT, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), EditThreads::daemon);

    EditThreads() {
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Calls all of them and waits for the last.
     *
     * @return their results, in their order
     * @throws RuntimeException the first that one of them threw, once all have ended
     */
    <T> List<T> call(List<Callable<T>> calls) {
        try {
            var results = new ArrayList<T>(calls.size());
            for (var called : threads.invokeAll(calls)) {
                results.add(result(called));
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while tasks were edited");
        }
    }

    private static <T> T result(Future<T> called) throws InterruptedException {
        try {
            return called.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "batch-edit");
        thread.setDaemon(true);
        return thread;
    }
}
