package dev.datamigration.transfer.verify;

import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.Run;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

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
    private final Halt halt;
    private final List<TableComparison> tables;
    private final Runnable moved;

    /** @param moved called after each piece */
    Workers(Run run, Halt halt, List<TableComparison> tables, Runnable moved) {
        this.run = run;
        this.halt = halt;
        this.tables = tables;
        this.moved = moved;
    }

    /** Returns when all is compared, or when the workers were halted. */
    void compareAll(int parallelism) {
        var names = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(
                2 * parallelism, work -> new Thread(work, "verify-" + names.incrementAndGet()));
        try {
            var workers = java.util.stream.IntStream.range(0, parallelism)
                    .<Future<?>>mapToObj(n -> threads.submit(() -> work(threads)))
                    .toList();
            for (var worker : workers) {
                worker.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException("interrupted");
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void work(ExecutorService helpers) {
        try (var servers = new Servers(run, helpers)) {
            while (workOn(servers)) {
                moved.run();
            }
        } catch (Halt.Halted e) {
            // another worker's failure, or skip: compare() looks which
        } catch (Throwable e) {
            halt.fail(e);
        }
    }

    /** Does the next piece there is; false when there is none. */
    private boolean workOn(Servers servers) {
        halt.check();
        for (var table : tables) {
            try {
                var piece = table.take(servers);
                if (piece.isPresent()) {
                    piece.get().compare(servers);
                    return true;
                }
            } catch (FailureException e) {
                if (OF_THE_WHOLE.contains(e.failure().code())) {
                    throw e;
                }
                table.fail(e.failure().message() + " " + e.failure().remedy());
                return true;
            }
        }
        return false;
    }
}
