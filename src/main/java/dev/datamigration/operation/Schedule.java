package dev.datamigration.operation;

import dev.datamigration.api.BatchOperationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Decides which tasks' turn it is: parallelism, waves, the failure policy, suspension and other batch operations. */
final class Schedule {
    /** Takes a task for this batch operation alone; false where another one has it. */
    interface Claim {
        boolean take(Entry entry);
    }

    private final Seen seen;
    private final Claim claim;
    private final int wave;
    private long free;

    private Schedule(Seen seen, List<Entry> entries, Claim claim) {
        this.seen = seen;
        this.claim = claim;
        this.wave = currentWave(entries);
        this.free = seen.spec().parallelism() - count(entries, Progress.InProgress);
    }

    /** The entries, with those whose turn it is under way. */
    static List<Entry> begin(Seen seen, List<Entry> entries, Claim claim) {
        if (halted(seen.spec(), entries) || Closing.pastDeadline(seen)) {
            return entries;
        }
        var schedule = new Schedule(seen, entries, claim);
        var next = new ArrayList<Entry>(entries.size());
        entries.forEach(entry -> next.add(entry.progress() == Progress.Pending ? schedule.turn(entry) : entry));
        return next;
    }

    /** Whether so many tasks failed that no further one is to be acted on. */
    static boolean halted(BatchOperationSpec spec, List<Entry> entries) {
        var limit = spec.failurePolicy().haltAfterFailures();
        return limit != null && count(entries, Progress.Failed) >= limit;
    }

    static String waitsFor(String batch) {
        return "BatchOperation " + batch + " has to finish with this task first; then it is looked at again";
    }

    static long count(List<Entry> entries, Progress progress) {
        return entries.stream().filter(entry -> entry.progress() == progress).count();
    }

    private static int currentWave(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.progress().open())
                .mapToInt(Entry::wave)
                .min()
                .orElse(0);
    }

    private Entry turn(Entry entry) {
        if (seen.spec().suspend()) {
            return waiting(entry, Reason.Suspended, null);
        }
        var blocker = seen.blocker().apply(entry.name());
        if (blocker.isPresent()) {
            return waiting(entry, Reason.WaitingForOther, waitsFor(blocker.get()));
        }
        if (entry.wave() != wave || free <= 0) {
            return waiting(entry, Reason.Waiting, null);
        }
        return checked(entry);
    }

    /** Its turn has come; it may have changed since it was listed. */
    private Entry checked(Entry entry) {
        var task = seen.task(entry);
        if (task.isEmpty()) {
            return entry.to(Progress.Unsupported, Reason.TaskDeleted, "the task was deleted before its turn came");
        }
        if (!seen.edited(entry, task.get())) {
            var obstacle = seen.eligibility().obstacle(task.get());
            if (obstacle.isPresent()) {
                return changed(entry, obstacle.get());
            }
        }
        if (!claim.take(entry)) {
            return entry;
        }
        free--;
        return entry.begun(seen.now());
    }

    /** A task that supported the operation when it was listed, and does not any more. */
    static Entry changed(Entry entry, Eligibility.Obstacle obstacle) {
        return entry.to(Progress.Unsupported, Reason.ChangedMeanwhile, obstacle.message());
    }

    private static Entry waiting(Entry entry, Reason reason, String message) {
        return entry.reason() == reason && Objects.equals(entry.message(), message)
                ? entry
                : entry.to(Progress.Pending, reason, message);
    }
}
