package dev.datamigration.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells whether a batch operation has come to its end, and how. */
final class Closing {
    /**
     * How it ended.
     *
     * @param entries as they are left
     */
    record End(boolean complete, String reason, String message, List<Entry> entries) {}

    private Closing() {}

    static Optional<End> of(Seen seen, List<Entry> entries) {
        if (seen.spec().dryRun()) {
            return Optional.of(new End(true, "DryRun", "nothing was changed; " + listed(entries), entries));
        }
        if (pastDeadline(seen)) {
            return Optional.of(deadline(seen, entries));
        }
        if (Schedule.halted(seen.spec(), entries) && Schedule.count(entries, Progress.InProgress) == 0) {
            return Optional.of(halted(entries));
        }
        return entries.stream().anyMatch(entry -> entry.progress().open())
                ? Optional.empty()
                : Optional.of(allDone(entries));
    }

    static boolean pastDeadline(Seen seen) {
        var deadline = seen.spec().activeDeadlineSeconds();
        return deadline != null
                && !seen.now()
                        .isBefore(Instant.parse(seen.batch().getStatus().startedAt())
                                .plusSeconds(deadline));
    }

    private static End deadline(Seen seen, List<Entry> entries) {
        var left = entries.stream()
                .map(entry -> switch (entry.progress()) {
                    case InProgress ->
                        entry.to(
                                Progress.Failed,
                                Reason.DeadlineExceeded,
                                "the outcome was not awaited any longer; a request already made stands");
                    case Pending -> entry.to(Progress.Pending, Reason.NotActedOn, "the deadline came first");
                    case Supported, Unsupported, Succeeded, Failed -> entry;
                })
                .toList();
        if (left.equals(entries)) {
            return allDone(entries);
        }
        return new End(
                false,
                "DeadlineExceeded",
                "broken off after " + seen.spec().activeDeadlineSeconds() + " s; " + result(left),
                left);
    }

    private static End halted(List<Entry> entries) {
        if (Schedule.count(entries, Progress.Pending) == 0) {
            return allDone(entries);
        }
        var left = entries.stream()
                .map(entry -> entry.progress() == Progress.Pending
                        ? entry.to(Progress.Pending, Reason.NotActedOn, "too many tasks failed before its turn came")
                        : entry)
                .toList();
        return new End(
                false,
                "HaltedAfterFailures",
                result(left) + "; " + Schedule.count(left, Progress.Pending) + " were not acted on",
                left);
    }

    private static End allDone(List<Entry> entries) {
        var failed = Schedule.count(entries, Progress.Failed);
        return new End(failed == 0, failed == 0 ? "AllSucceeded" : "TasksFailed", result(entries), entries);
    }

    private static String result(List<Entry> entries) {
        var unsupported = Schedule.count(entries, Progress.Unsupported);
        return Schedule.count(entries, Progress.Succeeded) + " of " + (entries.size() - unsupported)
                + " tasks succeeded, " + Schedule.count(entries, Progress.Failed) + " failed; " + unsupported
                + " did not support the operation and were left alone";
    }

    private static String listed(List<Entry> entries) {
        return Schedule.count(entries, Progress.Supported) + " of " + entries.size()
                + " selected tasks support the operation";
    }
}
