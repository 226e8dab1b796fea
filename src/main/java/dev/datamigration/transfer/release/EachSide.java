package dev.datamigration.transfer.release;

import dev.datamigration.api.Side;
import dev.datamigration.thread.OwnedThreads;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The same work on both sides at the same time: it takes no longer than on the slower one, and neither waits for the other. */
public final class EachSide {
    private EachSide() {}

    /**
     * Returns once both are done, with what came of each. If one throws, the other one is still awaited.
     *
     * @param thread name of the thread that works on the source
     * @param work may be called on two threads at once
     */
    public static <T> Map<Side, T> atOnce(String thread, Function<Side, Optional<T>> work) {
        var results = Collections.synchronizedMap(new EnumMap<Side, T>(Side.class));
        var source = OwnedThreads.submit(thread, () -> note(Side.Source, work, results));
        try {
            note(Side.Target, work, results);
        } finally {
            await(source);
        }
        return results;
    }

    private static <T> void note(Side side, Function<Side, Optional<T>> work, Map<Side, T> results) {
        work.apply(side).ifPresent(result -> results.put(side, result));
    }

    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw (Error) e.getCause();
        }
    }
}
