package dev.datamigration.transfer.verify;

import dev.datamigration.api.status.WorkersStatus;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.verify.compare.RangePiece;
import dev.datamigration.transfer.verify.compare.StopSignal;
import dev.datamigration.transfer.verify.result.Servers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
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

    private static final long WAIT_MILLIS = 100;

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
     * @param claim that helpers are engaged under
     */
    void compareAll(int parallelism, long claim, Consumer<WorkersStatus> sharing) {
        var threads = OwnedThreads.pool("verify", Integer.MAX_VALUE);
        try (var shared = new SharedVerification(run, this, stopSignal, threads, claim, sharing)) {
            var workers = IntStream.range(0, parallelism)
                    .<Future<?>>mapToObj(n -> threads.submit(() -> work(threads, shared)))
                    .toList();
            if (run.helperPool().exists()) {
                shared.share(() -> workers.stream().allMatch(Future::isDone));
            }
            join(workers);
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

    private void work(ExecutorService threads, SharedVerification shared) {
        try (var servers = new Servers(run, threads)) {
            boolean more;
            do {
                more = shared.takeIn(servers) || workOn(servers) || shared.takeBack(servers) || awaitOthers();
            } while (more);
        } catch (StopSignal.Halted e) {
            // another worker's failure, or skip: compare() looks which
        } catch (Throwable e) {
            stopSignal.fail(e);
        }
    }

    /** What a helper has taken may come back; false when there is nothing more to do. */
    private boolean awaitOthers() {
        if (!run.helperPool().exists() || over() == tables.size()) {
            return false;
        }
        stopSignal.pause(WAIT_MILLIS);
        return true;
    }

    /** Does the next piece there is; false when there is none. */
    boolean workOn(Servers servers) {
        var throttled = run.speed().throttled(run.scope());
        var worked = firstOf(table -> table.take(servers), (table, piece) -> piece.compare(servers));
        throttled.rest(stopSignal::check);
        return worked;
    }

    /**
     * Takes a range for helpers; false when there is none.
     *
     * @param use what is done with it
     */
    boolean takeRange(Servers servers, BiConsumer<TableComparison, RangePiece> use) {
        return firstOf(table -> table.takeRange(servers), use);
    }

    private <T> boolean firstOf(Function<TableComparison, Optional<T>> taking, BiConsumer<TableComparison, T> use) {
        stopSignal.check();
        for (var table : tables.subList(over(), tables.size())) {
            try {
                var taken = taking.apply(table);
                if (taken.isPresent()) {
                    use.accept(table, taken.get());
                    moved.run();
                    return true;
                }
            } catch (FailureException e) {
                fail(table, e);
                return true;
            }
        }
        return false;
    }

    /** Does something for a table, whose comparison ends if that fails. */
    void workFor(TableComparison table, Runnable work) {
        try {
            table.run(work);
            moved.run();
        } catch (FailureException e) {
            fail(table, e);
        }
    }

    private void fail(TableComparison table, FailureException e) {
        if (isOfTheWhole(e)) {
            throw e;
        }
        table.fail(e.failure().message() + " " + e.failure().remedy());
        moved.run();
    }
}
