package dev.datamigration.transfer.verify;

import dev.datamigration.database.compare.Both;
import dev.datamigration.database.compare.ComparedTable;
import dev.datamigration.database.compare.ComparedTables;
import dev.datamigration.database.compare.KeyRange;
import dev.datamigration.database.table.TableName;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.help.ComparedRange;
import dev.datamigration.transfer.help.RangeToCompare;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.verify.compare.KeyRangeComparison;
import dev.datamigration.transfer.verify.compare.ReportedFindings;
import dev.datamigration.transfer.verify.compare.StopSignal;
import dev.datamigration.transfer.verify.compare.TablePair;
import dev.datamigration.transfer.verify.compare.TablePairs;
import dev.datamigration.transfer.verify.result.MostDifferences;
import dev.datamigration.transfer.verify.result.Servers;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A helper's end of the full verification: compares the ranges it is given, as many at the same time as it is asked. Lives
 * as long as the run's scope.
 */
public final class VerificationHelp implements AutoCloseable {
    private final Run run;
    private final StopSignal stopSignal;
    private final ExecutorService helpers = OwnedThreads.pool("verify-help", Integer.MAX_VALUE);
    private final ConcurrentLinkedDeque<Servers> idle = new ConcurrentLinkedDeque<>();
    private final Map<TableName, Both<ComparedTable>> hashed = new HashMap<>();
    private Map<TableName, TablePair> pairs;
    private ComparedTables tables;

    /** @param run in the direction that is compared */
    public VerificationHelp(Run run) {
        this.run = run;
        this.stopSignal = new StopSignal(run);
    }

    /**
     * Compares a range.
     *
     * @throws dev.datamigration.failure.FailureException if it cannot
     * @throws java.util.concurrent.CancellationException if the run was cancelled, or verification is skipped
     */
    public ComparedRange compare(RangeToCompare wanted) {
        var servers = idle.poll();
        if (servers == null) {
            servers = new Servers(run, helpers);
        }
        try {
            checkClaim(servers);
            var findings = new ReportedFindings(MostDifferences.of(run.plan().fullVerification()));
            var pair = hashed(wanted.table(), servers);
            new KeyRangeComparison(pair, stopSignal)
                    .compare(new KeyRange(wanted.lower(), wanted.upper()), findings, servers);
            idle.push(servers);
            return findings.report();
        } catch (StopSignal.Halted e) {
            servers.close();
            throw new java.util.concurrent.CancellationException("the verification is skipped");
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    private void checkClaim(Servers servers) {
        servers.target().askInTransaction(connection -> {
            run.to().fence().check(connection, run.scope());
            return null;
        });
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

    @Override
    public void close() {
        helpers.shutdownNow();
    }
}
