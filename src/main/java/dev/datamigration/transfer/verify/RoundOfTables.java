package dev.datamigration.transfer.verify;

import dev.datamigration.api.status.ContinuousVerificationStatus;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.api.task.RepairMode;
import dev.datamigration.database.checkpoint.ComparedTableStore;
import dev.datamigration.database.checkpoint.VerificationRoundStore.Round;
import dev.datamigration.database.compare.ComparisonSession;
import dev.datamigration.database.largeobject.LargeObjects;
import dev.datamigration.database.table.TableName;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.AppliedPosition;
import dev.datamigration.transfer.RateLimiter;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.verify.compare.Barriers;
import dev.datamigration.transfer.verify.compare.StopSignal;
import dev.datamigration.transfer.verify.compare.TablePair;
import dev.datamigration.transfer.verify.compare.TablePairs;
import dev.datamigration.transfer.verify.repair.RepairSessions;
import dev.datamigration.transfer.verify.result.ComparisonStore;
import dev.datamigration.transfer.verify.result.DifferenceStore;
import dev.datamigration.transfer.verify.result.RoundStore;
import dev.datamigration.transfer.verify.result.Servers;
import dev.datamigration.transfer.verify.result.TableTally;
import dev.datamigration.transfer.verify.result.VerificationProgress;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One round of the continuous comparison, or what is left of it: one table after the other, by one thread. */
final class RoundOfTables {
    private static final int FEWEST_CHUNK_ROWS = 100;

    private final Run run;
    private final long runNonce;
    private final RoundStore rounds;
    private final AppliedPosition applied;
    private final Consumer<Consumer<String>> giveWay;
    private final Consumer<VerificationStatus> listener;
    private final StopSignal stopSignal;
    private final RateLimiter rate = new RateLimiter(Limits.DEFAULT);
    private final Map<TableName, TableTally> known = new TreeMap<>();
    private Round round;
    private int compared;
    private String corrections;

    /** @param giveWay waits while the apply is behind; hands over what is to be told meanwhile */
    RoundOfTables(
            Run run,
            long runNonce,
            Round round,
            RoundStore rounds,
            AppliedPosition applied,
            Consumer<Consumer<String>> giveWay,
            Consumer<VerificationStatus> listener) {
        this.run = run;
        this.runNonce = runNonce;
        this.round = round;
        this.rounds = rounds;
        this.applied = applied;
        this.giveWay = giveWay;
        this.listener = listener;
        this.stopSignal = new StopSignal(run);
    }

    /** Compares what is left to compare, and ends the round. */
    void compare(ComparisonSession source, ComparisonSession target) {
        var store = new ComparisonStore(run, runNonce, target);
        var differences = new DifferenceStore(run, runNonce, target);
        corrections = differences.query();
        var pairs = source.ask(onSource -> target.ask(onTarget -> TablePairs.read(run, onSource, onTarget)));
        var results = store.results();
        var hashing = run.pairing().rowHashing();
        var comparisons = new TableComparisons(
                hashing,
                hashing.tables(source, target),
                run.direction(),
                smoothed(run.plan().fullVerification()),
                new Barriers(applied, run.from().changeLog(), source),
                store.inRound(round.number()),
                differences,
                stopSignal);
        pairs.forEach(pair -> remember(pair, results.get(pair.name())));
        rememberLargeObjects(results.get(LargeObjects.TABLE));
        tell(null);
        var helpers = OwnedThreads.pool("verify-round", 1);
        try (var servers = new Servers(run, helpers)) {
            for (var pair : left(pairs, results)) {
                compare(pair, comparisons, servers);
                compared++;
                tell(null);
            }
        } finally {
            helpers.shutdownNow();
        }
        save(RoundStore.completed(round));
        tell(null);
    }

    private void remember(TablePair pair, ComparedTableStore.Result result) {
        if (result != null) {
            var tally = new TableTally(pair.name(), pair.estimatedRows());
            tally.restore(result.found());
            known.put(pair.name(), tally);
            compared += result.round() == round.number() ? 1 : 0;
        }
    }

    /** They are not compared on and on: what a full verification has found of them stays. */
    private void rememberLargeObjects(ComparedTableStore.Result result) {
        if (result != null) {
            var tally = new TableTally(LargeObjects.TABLE, 1);
            tally.restore(result.found());
            known.put(tally.table(), tally);
        }
    }

    /** The one compared longest ago comes first. */
    private List<TablePair> left(List<TablePair> pairs, Map<TableName, ComparedTableStore.Result> results) {
        return pairs.stream()
                .filter(pair -> results.get(pair.name()) == null
                        || results.get(pair.name()).round() != round.number())
                .sorted(Comparator.comparing(this::comparedAt))
                .toList();
    }

    private Instant comparedAt(TablePair pair) {
        var tally = known.get(pair.name());
        return tally == null || tally.comparedAt() == null ? Instant.EPOCH : tally.comparedAt();
    }

    /** Chunks as large as the rate asks for, so that rows are read steadily. */
    private static FullVerificationSettings smoothed(FullVerificationSettings settings) {
        var rows = Math.max(FEWEST_CHUNK_ROWS, settings.continuous().rowsPerSecond());
        return new FullVerificationSettings(
                settings.skip(),
                1,
                Math.min(settings.chunkRows(), rows),
                settings.mismatchLimit(),
                settings.runNonce(),
                settings.repair(),
                settings.continuous());
    }

    private void compare(TablePair pair, TableComparisons comparisons, Servers servers) {
        var tally = new TableTally(pair.name(), pair.estimatedRows());
        var before = known.get(pair.name());
        var comparison = comparisons.begin(pair, tally);
        if (comparison.isPresent()) {
            var worker = new Workers(run, stopSignal, List.of(comparison.get()), () -> {});
            pace(0);
            for (var scanned = 0L; worker.workOn(servers); ) {
                pace(tally.scanned() - scanned);
                scanned = tally.scanned();
            }
            repair(pair, tally, comparisons, servers);
        }
        if (before != null && before.repair() != null) {
            tally.repairedBefore(before.repair());
            comparisons.store().finish(tally.table(), tally.status());
        }
        known.put(pair.name(), tally);
    }

    private void pace(long rows) {
        stopSignal.check();
        var limit = run.plan().fullVerification().continuous().rowsPerSecond();
        rate.update(new Limits((long) limit, null, null));
        rate.acquire(run.scope(), rows, 0);
        giveWay.accept(this::tell);
    }

    private void repair(TablePair pair, TableTally tally, TableComparisons comparisons, Servers servers) {
        var settings = comparisons.settings().repair();
        if (settings.mode() != RepairMode.Apply || (tally.different() == 0 && !tally.repairable())) {
            return;
        }
        if (!tally.repairable() || round.repaired() + tally.different() > settings.maxRows()) {
            tally.notRepaired(
                    "With these rows the round would write more than spec.fullVerification.repair.maxRows (%d). If they are to be repaired, raise it."
                            .formatted(settings.maxRows()));
            comparisons.store().finish(tally.table(), tally.status());
            return;
        }
        try (var transaction = RepairSessions.open(run)) {
            comparisons.repair(run, pair, tally, transaction, () -> {}).repair(servers);
        }
        save(round.repaired(tally.repair().repaired()));
    }

    private void save(Round newer) {
        round = newer;
        rounds.write(newer);
    }

    private void tell(String waiting) {
        var status = new ContinuousVerificationStatus(
                round.number(),
                round.startedAt().toString(),
                round.lastCompletedAt() == null ? null : round.lastCompletedAt().toString(),
                compared,
                waiting);
        new VerificationProgress(runNonce, List.copyOf(known.values()), corrections, listener).endedFor(status);
    }
}
