package dev.datamigration.transfer.verify;

import dev.datamigration.database.checkpoint.SharedRangeStore;
import dev.datamigration.database.checkpoint.SharedRangeStore.SharedRange;
import dev.datamigration.database.compare.Both;
import dev.datamigration.database.compare.ComparedTable;
import dev.datamigration.database.compare.ComparedTables;
import dev.datamigration.database.table.TableName;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.verify.compare.KeyRangeComparison;
import dev.datamigration.transfer.verify.compare.ReportedFindings;
import dev.datamigration.transfer.verify.compare.StopSignal;
import dev.datamigration.transfer.verify.compare.TablePair;
import dev.datamigration.transfer.verify.compare.TablePairs;
import dev.datamigration.transfer.verify.result.FencedWrites;
import dev.datamigration.transfer.verify.result.MostDifferences;
import dev.datamigration.transfer.verify.result.Servers;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A helper's part of a full verification: it compares ranges as long as it is let. */
public final class VerificationHelp implements Runnable {
    private static final long LOOK_MILLIS = 100;

    private final Run run;
    private final SharedRangeStore store;
    private final StopSignal stopSignal;
    private final Map<TableName, Both<ComparedTable>> hashed = new HashMap<>();
    private Map<TableName, TablePair> pairs;
    private ComparedTables tables;

    /** @param run in the direction that is compared */
    public VerificationHelp(Run run) {
        this.run = run;
        this.store = run.checkpoints().sharedRanges();
        this.stopSignal = new StopSignal(run);
    }

    /**
     * Compares ranges until the run is cancelled, or verification is skipped.
     *
     * @throws dev.datamigration.failure.FailureException once it cannot: Superseded when no help is wanted any more
     * @throws java.util.concurrent.CancellationException if the run was cancelled
     */
    @Override
    public void run() {
        var threads = OwnedThreads.pool("verify-help", Integer.MAX_VALUE);
        try {
            Workers.join(IntStream.range(0, run.plan().fullVerification().parallelism())
                    .mapToObj(n -> threads.submit(() -> work(threads)))
                    .toList());
        } finally {
            threads.shutdownNow();
        }
        stopSignal.throwFailure();
    }

    private void work(ExecutorService threads) {
        try (var servers = new Servers(run, threads)) {
            var writes = new FencedWrites(run, servers.target());
            var throttled = run.speed().throttled(run.scope());
            while (true) {
                stopSignal.check();
                var range = writes.transaction(store::take);
                if (range.isPresent()) {
                    compare(range.get(), servers, writes);
                    throttled.rest(stopSignal::check);
                } else {
                    stopSignal.pause(LOOK_MILLIS);
                }
            }
        } catch (StopSignal.Halted e) {
            // another one's failure, or nothing is to be compared any more
        } catch (Throwable e) {
            stopSignal.fail(e);
        }
    }

    private void compare(SharedRange taken, Servers servers, FencedWrites writes) {
        var findings = new ReportedFindings(MostDifferences.of(run.plan().fullVerification()));
        new KeyRangeComparison(hashed(taken.table(), servers), stopSignal).compare(taken.range(), findings, servers);
        writes.write(connection -> store.finish(connection, findings.report(taken.number())));
    }

    private synchronized Both<ComparedTable> hashed(TableName name, Servers servers) {
        if (pairs == null) {
            pairs =
                    servers
                            .source()
                            .ask(source -> servers.target().ask(target -> TablePairs.read(run, source, target)))
                            .stream()
                            .collect(Collectors.toMap(TablePair::name, Function.identity()));
            tables = run.pairing().rowHashing().tables(servers.source(), servers.target());
        }
        return hashed.computeIfAbsent(name, unknown -> {
            var pair = pairs.get(name);
            if (pair == null || pair.source() == null || pair.target() == null) {
                throw new IllegalStateException(name + " is not on both sides");
            }
            return tables.over(servers.source(), servers.target()).pair(pair.tables());
        });
    }
}
