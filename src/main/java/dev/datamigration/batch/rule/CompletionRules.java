package dev.datamigration.batch.rule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells whether a batch operation has come to its end, and how. */
public final class CompletionRules {
    /**
     * Says how it ended.
     *
     * @param entries as they are left
     */
    public record End(boolean complete, String reason, String message, List<BatchEntry> entries) {}

    private CompletionRules() {}

    public static Optional<End> of(BatchContext observed, List<BatchEntry> entries) {
        if (observed.spec().dryRun()) {
            return Optional.of(new End(true, "DryRun", "nothing was changed; " + listed(entries), entries));
        }
        if (pastDeadline(observed)) {
            return Optional.of(deadline(observed, entries));
        }
        if (BatchSchedule.halted(observed.spec(), entries)
                && BatchSchedule.count(entries, EntryProgress.InProgress) == 0) {
            return Optional.of(halted(entries));
        }
        return entries.stream().anyMatch(entry -> entry.progress().open())
                ? Optional.empty()
                : Optional.of(allDone(entries));
    }

    /** One object does not hold the list of all of them, so none is touched. */
    public static End tooMany(List<BatchEntry> entries) {
        return new End(
                false,
                "TooManyTasks",
                "nothing was changed: the names of " + entries.size()
                        + " tasks do not fit in one object; divide them among"
                        + " several batch operations, by labels for instance, or into fewer waves",
                entries);
    }

    /** Whoever began it kept a record that is not there any more. */
    public static End unreadable(List<BatchEntry> entries) {
        return new End(
                false,
                "RecordUnreadable",
                "broken off: it was begun by an earlier version of the operator, whose record this one does not read;"
                        + " requests already made stand, and a batch operation that is created anew acts on the others",
                entries);
    }

    static boolean pastDeadline(BatchContext observed) {
        var deadline = observed.spec().activeDeadlineSeconds();
        return deadline != null
                && !observed.now()
                        .isBefore(Instant.parse(observed.batch().getStatus().startedAt())
                                .plusSeconds(deadline));
    }

    private static End deadline(BatchContext observed, List<BatchEntry> entries) {
        var left = entries.stream()
                .map(entry -> switch (entry.progress()) {
                    case InProgress ->
                        entry.to(
                                EntryProgress.Failed,
                                ResultReason.DeadlineExceeded,
                                "the outcome was not awaited any longer; a request already made stands");
                    case Pending -> entry.to(EntryProgress.Pending, ResultReason.NotActedOn, "the deadline came first");
                    case Supported, Unsupported, Succeeded, Failed -> entry;
                })
                .toList();
        if (left.equals(entries)) {
            return allDone(entries);
        }
        return new End(
                false,
                "DeadlineExceeded",
                "broken off after " + observed.spec().activeDeadlineSeconds() + " s; " + result(left),
                left);
    }

    private static End halted(List<BatchEntry> entries) {
        if (BatchSchedule.count(entries, EntryProgress.Pending) == 0) {
            return allDone(entries);
        }
        var left = entries.stream()
                .map(entry -> entry.progress() == EntryProgress.Pending
                        ? entry.to(
                                EntryProgress.Pending,
                                ResultReason.NotActedOn,
                                "too many tasks failed before its turn came")
                        : entry)
                .toList();
        return new End(
                false,
                "HaltedAfterFailures",
                result(left) + "; " + BatchSchedule.count(left, EntryProgress.Pending) + " were not acted on",
                left);
    }

    private static End allDone(List<BatchEntry> entries) {
        var failed = BatchSchedule.count(entries, EntryProgress.Failed);
        return new End(failed == 0, failed == 0 ? "AllSucceeded" : "TasksFailed", result(entries), entries);
    }

    private static String result(List<BatchEntry> entries) {
        var unsupported = BatchSchedule.count(entries, EntryProgress.Unsupported);
        return BatchSchedule.count(entries, EntryProgress.Succeeded) + " of " + (entries.size() - unsupported)
                + " tasks succeeded, " + BatchSchedule.count(entries, EntryProgress.Failed) + " failed; " + unsupported
                + " did not support the operation and were left alone";
    }

    private static String listed(List<BatchEntry> entries) {
        return BatchSchedule.count(entries, EntryProgress.Supported) + " of " + entries.size()
                + " selected tasks support the operation";
    }
}
