package dev.datamigration.transfer.full;

import dev.datamigration.database.RunScope;
import dev.datamigration.thread.OwnedThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs parts of the load beside each other; the first that fails ends all. */
final class LoadThreads {
    private static final long REPORT_MILLIS = 200;

    private final RunScope scope;
    private final Runnable report;
    private boolean interrupted;

    /** @param report called now and then by the waiting thread */
    LoadThreads(RunScope scope, Runnable report) {
        this.scope = scope;
        this.report = report;
    }

    /** Returns when all parts have ended; throws what the first failure threw. */
    void run(List<Runnable> parts) {
        var executor = OwnedThreads.pool("full-load", parts.size());
        try {
            await(executor, parts);
        } finally {
            executor.shutdown();
        }
    }

    private void await(ExecutorService executor, List<Runnable> parts) {
        var running = new ExecutorCompletionService<Void>(executor);
        parts.forEach(part -> running.submit(part, null));
        var failures = new ArrayList<Throwable>();
        for (var ended = 0; ended < parts.size(); ) {
            var part = poll(running);
            if (part != null) {
                ended++;
                collectFailure(part, failures);
            }
            report.run();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!failures.isEmpty()) {
            throw firstCause(failures);
        }
    }

    private Future<Void> poll(ExecutorCompletionService<Void> running) {
        try {
            return running.poll(REPORT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // ends the parts, which are still waited for
            interrupted = true;
            scope.cancel();
            return null;
        }
    }

    private void collectFailure(Future<Void> part, List<Throwable> failures) {
        try {
            part.get();
        } catch (ExecutionException e) {
            failures.add(e.getCause());
            scope.cancel();
        } catch (InterruptedException e) {
            throw new IllegalStateException("a part that has ended cannot be waited for", e);
        }
    }

    /** What came of cancelling is not the cause. */
    private static RuntimeException firstCause(List<Throwable> failures) {
        var first = failures.stream()
                .filter(failure -> !(failure instanceof CancellationException))
                .findFirst()
                .orElse(failures.get(0));
        if (first instanceof Error error) {
            throw error;
        }
        return (RuntimeException) first;
    }
}
