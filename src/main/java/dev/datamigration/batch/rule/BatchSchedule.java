package dev.datamigration.batch.rule;

import dev.datamigration.api.batch.BatchOperationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Decides which tasks' turn it is: parallelism, waves, the failure policy, suspension and other batch operations. */
public final class BatchSchedule {
    /** Takes a task for this batch operation alone; false where another one has it. */
    public interface Claim {
        boolean take(BatchEntry entry);
    }

    private final BatchContext observed;
    private final Claim claim;
    private final int wave;
    private long free;

    private BatchSchedule(BatchContext observed, List<BatchEntry> entries, Claim claim) {
        this.observed = observed;
        this.claim = claim;
        this.wave = currentWave(entries);
        this.free = observed.spec().parallelism() - count(entries, EntryProgress.InProgress);
    }

    /** The entries, with those whose turn it is under way. */
    public static List<BatchEntry> begin(BatchContext observed, List<BatchEntry> entries, Claim claim) {
        if (halted(observed.spec(), entries) || CompletionRules.pastDeadline(observed)) {
            return entries;
        }
        var schedule = new BatchSchedule(observed, entries, claim);
        var next = new ArrayList<BatchEntry>(entries.size());
        entries.forEach(entry -> next.add(entry.progress() == EntryProgress.Pending ? schedule.turn(entry) : entry));
        return next;
    }

    /** Returns whether so many tasks failed that no further one is to be acted on. */
    static boolean halted(BatchOperationSpec spec, List<BatchEntry> entries) {
        var limit = spec.failurePolicy().haltAfterFailures();
        return limit != null && count(entries, EntryProgress.Failed) >= limit;
    }

    public static String waitsFor(String batch) {
        return "BatchOperation " + batch + " has to finish with this task first; then it is looked at again";
    }

    public static long count(List<BatchEntry> entries, EntryProgress progress) {
        return entries.stream().filter(entry -> entry.progress() == progress).count();
    }

    private static int currentWave(List<BatchEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.progress().open())
                .mapToInt(BatchEntry::wave)
                .min()
                .orElse(0);
    }

    private BatchEntry turn(BatchEntry entry) {
        if (observed.spec().suspend()) {
            return waiting(entry, ResultReason.Suspended, null);
        }
        var blocker = observed.blocker().apply(entry.name());
        if (blocker.isPresent()) {
            return waiting(entry, ResultReason.WaitingForOther, waitsFor(blocker.get()));
        }
        if (entry.wave() != wave || free <= 0) {
            return waiting(entry, ResultReason.Waiting, null);
        }
        return checked(entry);
    }

    /** Its turn has come; it may have changed since it was listed. */
    private BatchEntry checked(BatchEntry entry) {
        var task = observed.task(entry);
        if (task.isEmpty()) {
            return entry.to(
                    EntryProgress.Unsupported, ResultReason.TaskDeleted, "the task was deleted before its turn came");
        }
        if (!observed.edited(task.get())) {
            var obstacle = observed.eligibility().obstacle(task.get());
            if (obstacle.isPresent()) {
                return changed(entry, obstacle.get());
            }
        }
        if (!claim.take(entry)) {
            return entry;
        }
        free--;
        return entry.begun(observed.now());
    }

    /** A task that supported the operation when it was listed, and does not any more. */
    public static BatchEntry changed(BatchEntry entry, Eligibility.Obstacle obstacle) {
        return entry.to(EntryProgress.Unsupported, ResultReason.ChangedMeanwhile, obstacle.message());
    }

    private static BatchEntry waiting(BatchEntry entry, ResultReason reason, String message) {
        return entry.reason() == reason && Objects.equals(entry.message(), message)
                ? entry
                : entry.to(EntryProgress.Pending, reason, message);
    }
}
