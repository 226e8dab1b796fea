package dev.datamigration.transfer.verify;

import dev.datamigration.api.status.TableVerification;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.database.compare.ComparisonSession;
import dev.datamigration.database.largeobject.LargeObjects;
import dev.datamigration.database.table.TableName;
import dev.datamigration.transfer.AppliedPosition;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.run.ServerProbe;
import dev.datamigration.transfer.run.SourceWatch;
import dev.datamigration.transfer.run.UnverifiedDirection;
import dev.datamigration.transfer.speed.YieldingWork;
import dev.datamigration.transfer.verify.SmallTableGroup.Member;
import dev.datamigration.transfer.verify.compare.Barriers;
import dev.datamigration.transfer.verify.compare.StopSignal;
import dev.datamigration.transfer.verify.compare.TablePair;
import dev.datamigration.transfer.verify.compare.TablePairs;
import dev.datamigration.transfer.verify.result.ComparisonStore;
import dev.datamigration.transfer.verify.result.DifferenceStore;
import dev.datamigration.transfer.verify.result.TableTally;
import dev.datamigration.transfer.verify.result.VerificationProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Compares every migrated table of both databases, while the apply goes on. Tables that were compared are not compared
 * again when it is resumed; a new {@code runNonce} begins anew.
 */
public final class FullVerification {
    private final Run run;
    private final AppliedPosition applied;
    private final Consumer<VerificationStatus> listener;

    /**
     * @param applied null when the task has no incremental synchronisation: then a difference is looked at once more,
     *     and rows written on the source since the load count as differences
     * @param progress told now and then how far it is, from any thread
     */
    public FullVerification(Run run, AppliedPosition applied, Consumer<VerificationStatus> progress) {
        this.run = run;
        this.applied = applied;
        this.listener = progress;
    }

    /**
     * Blocks until everything is compared, or until the plan's {@code skip} turns true.
     *
     * @throws dev.datamigration.failure.FailureException when a server fails; errors of one table are its result
     * @throws CancellationException when the run is cancelled
     */
    public VerificationStatus compare() {
        var settings = run.plan().fullVerification();
        if (settings.skip()) {
            return skipped();
        }
        try (var source = run.from().comparisons().open(run.scope(), "verify");
                var target = run.to().comparisons().open(run.scope(), "verify");
                var watch = SourceWatch.begin(run, YieldingWork.Verification)) {
            return compare(source, target);
        }
    }

    private VerificationStatus skipped() {
        return new VerificationProgress(run.plan().fullVerification().runNonce(), List.of(), null, listener).skipped();
    }

    private VerificationStatus compare(ComparisonSession source, ComparisonSession target) {
        var settings = run.plan().fullVerification();
        var stopSignal = new StopSignal(run);
        var barriers = new Barriers(applied, run.from().changeLog(), source);
        try {
            barriers.awaitChanges(stopSignal);
        } catch (StopSignal.Halted e) {
            return skipped();
        }
        var store = new ComparisonStore(run, settings.runNonce(), target);
        var pairs = source.ask(onSource -> target.ask(onTarget -> TablePairs.read(run, onSource, onTarget)));
        var tallies = pairs.stream()
                .map(pair -> new TableTally(pair.name(), pair.estimatedRows()))
                .toList();
        var ofLargeObjects = LargeObjectVerification.tally(run);
        var differences = new DifferenceStore(run, settings.runNonce(), target);
        var progress = new VerificationProgress(
                settings.runNonce(), all(tallies, ofLargeObjects), differences.query(), listener);
        var hashing = run.pairing().rowHashing();
        var comparisons = new TableComparisons(
                hashing,
                hashing.tables(source, target),
                run.direction(),
                settings,
                barriers,
                store,
                differences,
                stopSignal);
        store.forgetOtherRuns();
        var finished = store.finished();
        var unfinished = unfinished(pairs, tallies, finished);
        new SmallTables(run, comparisons, progress::moved).compare(SmallTableGroup.of(unfinished, comparisons));
        new Workers(run, stopSignal, oneByOne(unfinished, comparisons), progress::moved)
                .compareAll(
                        settings.parallelism(),
                        run.helperPool().exists() ? SharedVerification.begin(run, target) : 0,
                        progress::sharedBy);
        var largeObjects = ofLargeObjects.map(
                tally -> new LargeObjectVerification(run, comparisons, target, tally, progress::moved));
        if (stopSignal.failure() == null) {
            unlessSkipped(stopSignal, () -> {
                largeObjects.ifPresent(objects -> objects.compare(finished.get(LargeObjects.TABLE)));
                new Repair(run, comparisons, progress::moved).repair(pairs, tallies);
                largeObjects.ifPresent(LargeObjectVerification::repair);
            });
        }
        return conclude(stopSignal, progress);
    }

    private static List<TableTally> all(List<TableTally> tables, Optional<TableTally> largeObjects) {
        return Stream.concat(tables.stream(), largeObjects.stream()).toList();
    }

    private static void unlessSkipped(StopSignal stopSignal, Runnable work) {
        try {
            stopSignal.check();
            work.run();
        } catch (StopSignal.Halted e) {
            // a person skips the rest
        }
    }

    private static List<Member> unfinished(
            List<TablePair> pairs, List<TableTally> tallies, Map<TableName, TableVerification> finished) {
        var unfinished = new ArrayList<Member>();
        for (var i = 0; i < pairs.size(); i++) {
            var found = finished.get(pairs.get(i).name());
            if (found != null) {
                tallies.get(i).restore(found);
            } else {
                unfinished.add(new Member(pairs.get(i), tallies.get(i)));
            }
        }
        return unfinished;
    }

    private static List<TableComparison> oneByOne(List<Member> members, TableComparisons comparisons) {
        return members.stream()
                .filter(member -> !member.tally().finished())
                .flatMap(member -> comparisons.begin(member.pair(), member.tally()).stream())
                .toList();
    }

    private VerificationStatus conclude(StopSignal stopSignal, VerificationProgress progress) {
        run.scope().throwIfCancelled();
        stopSignal.throwFailure();
        ServerProbe.look(run);
        var ended = progress.ended();
        if (Boolean.TRUE.equals(ended.consistent())) {
            UnverifiedDirection.end(run);
        }
        return ended;
    }
}
