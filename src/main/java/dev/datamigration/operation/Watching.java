package dev.datamigration.operation;

import dev.datamigration.api.MigrationTask;
import java.util.List;

/** Sees what has become of the tasks under way. */
final class Watching {
    private final Seen seen;

    private Watching(Seen seen) {
        this.seen = seen;
    }

    static List<Entry> look(Seen seen, List<Entry> entries) {
        var watching = new Watching(seen);
        return entries.stream()
                .map(entry -> entry.progress() == Progress.InProgress ? watching.look(entry) : entry)
                .toList();
    }

    private Entry look(Entry entry) {
        var task = seen.task(entry);
        if (task.isEmpty()) {
            return entry.to(Progress.Failed, Reason.TaskDeleted, "the task was deleted before it reached the outcome");
        }
        var current = entry.at(Seen.latest(task.get()));
        if (Mark.isOn(task.get(), seen.batch())) {
            var verdict = TaskOutcome.of(seen.spec(), task.get());
            if (verdict.isPresent()) {
                return current.to(
                        verdict.get().progress(),
                        verdict.get().reason(),
                        verdict.get().message());
            }
        }
        if (seen.spec().suspend() && !seen.edited(entry, task.get())) {
            return current.to(Progress.Pending, Reason.Suspended, null);
        }
        // A timestamp that moved is no news by itself.
        return timedOut(entry) ? current.to(Progress.Failed, Reason.TimedOut, late(entry, task.get())) : entry;
    }

    private String late(Entry entry, MigrationTask task) {
        var after = seen.spec().timeoutSeconds() + " s";
        return seen.edited(entry, task)
                ? "not there after " + after + "; the request stands; the task is " + Eligibility.state(task) + ": "
                        + Eligibility.status(task).message()
                : "the task could not be edited within " + after + "; nothing was changed; " + entry.message();
    }

    private boolean timedOut(Entry entry) {
        return seen.now().getEpochSecond() - entry.since() >= seen.spec().timeoutSeconds();
    }
}
