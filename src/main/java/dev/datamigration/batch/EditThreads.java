package dev.datamigration.batch;

import dev.datamigration.thread.OwnedThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Threads by which tasks are edited side by side, for all batch operations together: an edit mostly waits for the API
 * server. Their number bounds the requests that it sees at a time. Idle ones end.
 */
final class EditThreads {
    private static final int COUNT = 8;

    private final ExecutorService threads = OwnedThreads.pool("batch-edit", COUNT);

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
}
