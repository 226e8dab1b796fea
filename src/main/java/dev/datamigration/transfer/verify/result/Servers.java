package dev.datamigration.transfer.verify.result;

import dev.datamigration.database.compare.Both;
import dev.datamigration.database.compare.ComparisonSession;
import dev.datamigration.transfer.run.Run;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** One worker's connections to both servers, and the way to ask both at the same time. */
public final class Servers implements AutoCloseable {
    private final ExecutorService helpers;
    private final ComparisonSession source;
    private final ComparisonSession target;

    /** @param helpers has a thread for each worker */
    public Servers(Run run, ExecutorService helpers) {
        this.helpers = helpers;
        this.source = run.from().comparisons().open(run.scope(), "verify");
        this.target = run.to().comparisons().open(run.scope(), "verify");
    }

    public ComparisonSession source() {
        return source;
    }

    public ComparisonSession target() {
        return target;
    }

    /** Asks both servers at the same time. */
    public <T> Both<T> both(ComparisonSession.Question<T> onSource, ComparisonSession.Question<T> onTarget) {
        return both(() -> source.ask(onSource), () -> target.ask(onTarget));
    }

    /** As {@link #both}, each side in one snapshot throughout. */
    public <T> Both<T> bothInSnapshots(ComparisonSession.Question<T> onSource, ComparisonSession.Question<T> onTarget) {
        return both(() -> source.askInSnapshot(onSource), () -> target.askInSnapshot(onTarget));
    }

    private <T> Both<T> both(Supplier<T> askSource, Supplier<T> askTarget) {
        var future = helpers.submit(askSource::get);
        T ofTarget;
        try {
            ofTarget = askTarget.get();
        } catch (RuntimeException e) {
            awaitEnd(future);
            throw e;
        }
        return new Both<>(await(future), ofTarget);
    }

    /** The other side's statement must have ended before its connection is used again. */
    private static void awaitEnd(Future<?> future) {
        try {
            await(future);
        } catch (RuntimeException e) {
            // the first error is the one that is reported
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        source.close();
        target.close();
    }
}
