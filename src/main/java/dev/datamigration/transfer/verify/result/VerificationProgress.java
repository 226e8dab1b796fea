package dev.datamigration.transfer.verify.result;

import dev.datamigration.api.status.ContinuousVerificationStatus;
import dev.datamigration.api.status.RepairStatus;
import dev.datamigration.api.status.TableVerification;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.status.WorkersStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Sums the tables up, and tells of it now and then. */
public final class VerificationProgress {
    private static final int MOST_TABLES = 100;
    private static final long INTERVAL_NANOS = 200_000_000;
    private static final Comparator<TableVerification> UNEQUAL_FIRST =
            Comparator.comparingInt(VerificationProgress::rank).thenComparing(TableVerification::table);

    private final long runNonce;
    private final List<TableTally> tallies;
    private final String corrections;
    private final Consumer<VerificationStatus> listener;
    private volatile WorkersStatus workers;
    private volatile ContinuousVerificationStatus continuous;
    private final AtomicLong told = new AtomicLong(System.nanoTime() - INTERVAL_NANOS);

    /** @param corrections where correction SQL is to be read, once there is any */
    public VerificationProgress(
            long runNonce, List<TableTally> tallies, String corrections, Consumer<VerificationStatus> listener) {
        this.runNonce = runNonce;
        this.tallies = List.copyOf(tallies);
        this.corrections = corrections;
        this.listener = listener;
    }

    /** @param sharing how many share the comparison; null where one does it alone */
    public void sharedBy(WorkersStatus sharing) {
        workers = sharing;
    }

    /** Tells how far it is, unless it was told a moment ago. */
    public void moved() {
        var last = told.get();
        var now = System.nanoTime();
        if (now - last >= INTERVAL_NANOS && told.compareAndSet(last, now)) {
            listener.accept(status(false, false));
        }
    }

    /** Tells the end: as skipped, unless every table was compared. */
    public VerificationStatus ended() {
        return told(status(!tallies.stream().allMatch(TableTally::finished), true));
    }

    /** Tells what is known of the tables while they are compared on and on. */
    public void endedFor(ContinuousVerificationStatus round) {
        continuous = round;
        ended();
    }

    /** Tells that nothing is compared at all. */
    public VerificationStatus skipped() {
        return told(new VerificationStatus(runNonce, true, 0, null, null, null, null, null, null, null, null, null));
    }

    private VerificationStatus told(VerificationStatus status) {
        listener.accept(status);
        return status;
    }

    /** @param ended whether nothing is compared or repaired any more */
    private VerificationStatus status(boolean skipped, boolean ended) {
        var compared = (int) tallies.stream().filter(TableTally::finished).count();
        var complete = compared == tallies.size();
        return new VerificationStatus(
                runNonce,
                skipped,
                complete ? 100 : percent(),
                tallies.size(),
                compared,
                complete && ended ? tallies.stream().allMatch(TableTally::equal) : null,
                sum(TableTally::consistent),
                sum(TableTally::sourceOnly),
                sum(TableTally::targetOnly),
                sum(TableTally::mismatched),
                tables(),
                sum(TableTally::different) > 0 ? corrections : null,
                workers,
                oldestComparedAt(),
                repair(),
                continuous);
    }

    private String oldestComparedAt() {
        return tallies.isEmpty() || tallies.stream().anyMatch(tally -> !tally.finished() || tally.comparedAt() == null)
                ? null
                : tallies.stream()
                        .map(TableTally::comparedAt)
                        .min(Comparator.naturalOrder())
                        .orElseThrow()
                        .toString();
    }

    /** Returns what was repaired of all tables; null where nothing was to be. */
    private RepairStatus repair() {
        var repairs = tallies.stream()
                .map(TableTally::repair)
                .filter(Objects::nonNull)
                .toList();
        return repairs.isEmpty()
                ? null
                : new RepairStatus(
                        sum(repairs, RepairStatus::inserted),
                        sum(repairs, RepairStatus::updated),
                        sum(repairs, RepairStatus::deleted),
                        sum(repairs, RepairStatus::left),
                        repairs.stream()
                                .map(RepairStatus::message)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null));
    }

    private static long sum(List<RepairStatus> repairs, Function<RepairStatus, Long> count) {
        return repairs.stream()
                .map(count)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }

    private int percent() {
        var estimated = Math.max(1, sum(TableTally::estimatedRows));
        return (int) Math.min(99, 100 * sum(TableTally::doneRows) / estimated);
    }

    /** The first of them, without sorting all: there may be a hundred thousand. */
    private List<TableVerification> tables() {
        var first = new PriorityQueue<>(UNEQUAL_FIRST.reversed());
        for (var tally : tallies) {
            first.add(tally.status());
            if (first.size() > MOST_TABLES) {
                first.poll();
            }
        }
        return first.stream().sorted(UNEQUAL_FIRST).toList();
    }

    private static int rank(TableVerification table) {
        return switch (table.result()) {
            case Consistent, BothEmpty -> 2;
            case Pending -> 1;
            default -> 0;
        };
    }

    private long sum(ToLongFunction<TableTally> count) {
        return tallies.stream().mapToLong(count).sum();
    }
}
