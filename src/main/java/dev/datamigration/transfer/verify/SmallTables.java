package dev.datamigration.transfer.verify;

import dev.datamigration.failure.FailureException;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.verify.compare.StopSignal;
import dev.datamigration.transfer.verify.result.Servers;
import dev.datamigration.transfer.verify.result.TableTally;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;

/**
 * Compares small tables, many at a time: each side is read whole by one statement, and their results are recorded in one
 * transaction. Only what is equal has a result then; a table that differs, or cannot be read now, is left to be compared by itself.
 */
final class SmallTables {
    private final Run run;
    private final TableComparisons comparisons;
    private final Runnable moved;

    /** @param moved called after each group */
    SmallTables(Run run, TableComparisons comparisons, Runnable moved) {
        this.run = run;
        this.comparisons = comparisons;
        this.moved = moved;
    }

    /** Returns when all groups were compared, or when the comparison was halted. */
    void compare(Collection<SmallTableGroup> groups) {
        var left = new ConcurrentLinkedQueue<>(groups);
        var threads = OwnedThreads.pool("verify-small", Integer.MAX_VALUE);
        try {
            var lanes = Math.min(comparisons.settings().parallelism(), groups.size());
            Workers.join(IntStream.range(0, lanes)
                    .mapToObj(lane -> threads.submit(() -> work(left, threads)))
                    .toList());
        } finally {
            threads.shutdownNow();
        }
    }

    private void work(Queue<SmallTableGroup> left, ExecutorService helpers) {
        try (var servers = new Servers(run, helpers)) {
            // whoever has one of the tables locked holds up all of its group: it is compared by itself
            servers.source().waitBriefly();
            servers.target().waitBriefly();
            var throttled = run.speed().throttled(run.scope());
            for (var group = left.poll(); group != null; group = left.poll()) {
                comparisons.stopSignal().check();
                compareUnlessInTheWay(group, servers);
                moved.run();
                throttled.rest(comparisons.stopSignal()::check);
            }
        } catch (StopSignal.Halted e) {
            // another worker's failure, or skip: whoever waits looks which
        } catch (Throwable e) {
            comparisons.stopSignal().fail(e);
        }
    }

    private void compareUnlessInTheWay(SmallTableGroup group, Servers servers) {
        try {
            compare(group, servers);
        } catch (FailureException e) {
            if (Workers.isOfTheWhole(e)) {
                throw e;
            }
        }
    }

    private void compare(SmallTableGroup group, Servers servers) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var end = comparisons.barriers().endOfLog();
        var whole = comparisons
                .tables()
                .whole(group.members().stream()
                        .map(member -> member.pair().tables())
                        .toList());
        var sums = servers.both(whole.source(), whole.target());
        var equal = new ArrayList<TableTally>();
        for (var i = 0; i < group.members().size(); i++) {
            var rows = sums.source().get(i);
            if (rows.equals(sums.target().get(i))) {
                var tally = group.members().get(i).tally();
                tally.begin(now, end);
                tally.equal(rows.rows());
                equal.add(tally);
            }
        }
        comparisons.differences().begin(equal.stream().map(TableTally::table).toList());
        comparisons.store().finish(equal);
    }
}
