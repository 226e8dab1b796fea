package dev.datamigration.transfer.verify;

import dev.datamigration.api.status.WorkersStatus;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.help.feed.WorkFeeds;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.verify.compare.Piece;
import dev.datamigration.transfer.verify.compare.StopSignal;
import dev.datamigration.transfer.verify.result.Servers;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The threads that compare, each with a connection to both servers; a large table is compared by all of them. */
final class Workers {
    /** Errors that are not of one table: with them the whole comparison ends, to be resumed. */
    private static final Set<FailureCode> OF_THE_WHOLE = Set.of(
            FailureCode.Unreachable,
            FailureCode.ServerBusy,
            FailureCode.LockNotAvailable,
            FailureCode.LoginRefused,
            FailureCode.DatabaseMissing,
            FailureCode.TlsRefused,
            FailureCode.Superseded);

    private final Run run;
    private final StopSignal stopSignal;
    private final List<TableComparison> tables;
    private final Runnable moved;
    private final AtomicInteger over = new AtomicInteger();

    /** @param moved called after each piece */
    Workers(Run run, StopSignal stopSignal, List<TableComparison> tables, Runnable moved) {
        this.run = run;
        this.stopSignal = stopSignal;
        this.tables = tables;
        this.moved = moved;
    }

    /** Returns whether the error ends the whole comparison, to be resumed, and is not one table's. */
    static boolean isOfTheWhole(FailureException error) {
        return OF_THE_WHOLE.contains(error.failure().code());
    }

    /**
     * Returns when all is compared, or when the workers were halted.
     *
     * @param claim that helpers are asked under
     */
    void compareAll(int parallelism, long claim, Consumer<WorkersStatus> sharing) {
        var threads = OwnedThreads.pool("verify", Integer.MAX_VALUE);
        try {
            var workers = IntStream.range(0, parallelism)
                    .<Future<?>>mapToObj(n -> threads.submit(() -> work(threads)))
                    .toList();
            feeds(parallelism, claim, threads, sharing)
                    .run(() -> workers.stream().allMatch(Future::isDone));
            join(workers);
            if (run.helperPool().exists()) {
                work(threads); // a table whose last range came from a helper may not be concluded yet
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Waits for all of them; what fails there is told by the stop signal. */
    static void join(List<? extends Future<?>> workers) {
        try {
            for (var worker : workers) {
                worker.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** So many of the first tables have ended: there may be tens of thousands, which are not asked for each piece again. */
    private int over() {
        var first = over.get();
        while (first < tables.size() && tables.get(first).isEnded()) {
            first++;
        }
        over.set(first);
        return first;
    }

    private WorkFeeds feeds(int width, long claim, ExecutorService threads, Consumer<WorkersStatus> sharing) {
        var id = UUID.randomUUID().toString();
        return new WorkFeeds(
                run,
                run.scope(),
                number -> WorkFeeds.engagement(id, run, claim, number, null),
                width,
                () -> new ComparisonFeed(id, this, () -> new Servers(run, threads), stopSignal),
                sharing);
    }

    private void work(ExecutorService helpers) {
        try (var servers = new Servers(run, helpers)) {
            boolean more;
            do {
                more = workOn(servers, false, piece -> piece.compare(servers));
            } while (more);
        } catch (StopSignal.Halted e) {
            // another worker's failure, or skip: compare() looks which
        } catch (Throwable e) {
            stopSignal.fail(e);
        }
    }

    /**
     * Does the next piece there is; false when there is none.
     *
     * @param shared whether only what helpers can do a part of will do
     */
    boolean workOn(Servers servers, boolean shared, Consumer<Piece> doing) {
        stopSignal.check();
        var throttled = run.speed().throttled(run.scope());
        for (var table : tables.subList(over(), tables.size())) {
            try {
                var piece = table.take(servers, shared, doing);
                if (piece.isPresent()) {
                    piece.get().compare(servers);
                    moved.run();
                    throttled.rest(stopSignal::check);
                    return true;
                }
            } catch (FailureException e) {
                if (isOfTheWhole(e)) {
                    throw e;
                }
                table.fail(e.failure().message() + " " + e.failure().remedy());
                moved.run();
                return true;
            }
        }
        return false;
    }
}
