package dev.datamigration.batch;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.batch.rule.BatchAnnotations;
import dev.datamigration.batch.rule.BatchContext;
import dev.datamigration.batch.rule.BatchEntry;
import dev.datamigration.batch.rule.BatchResultRules;
import dev.datamigration.batch.rule.Eligibility;
import dev.datamigration.batch.rule.EntryProgress;
import dev.datamigration.batch.rule.ResultReason;
import java.util.List;

/** Sees what has become of the tasks under way. */
public final class ObserveStep {
    private final BatchContext observed;

    private ObserveStep(BatchContext observed) {
        this.observed = observed;
    }

    public static List<BatchEntry> look(BatchContext observed, List<BatchEntry> entries) {
        var watching = new ObserveStep(observed);
        return entries.stream()
                .map(entry -> entry.progress() == EntryProgress.InProgress ? watching.look(entry) : entry)
                .toList();
    }

    private BatchEntry look(BatchEntry entry) {
        var task = observed.task(entry);
        if (task.isEmpty()) {
            return entry.to(
                    EntryProgress.Failed,
                    ResultReason.TaskDeleted,
                    "the task was deleted before it reached the outcome");
        }
        var current = entry.at(BatchContext.latest(task.get()));
        if (BatchAnnotations.isOn(task.get(), observed.batch())) {
            var verdict = BatchResultRules.of(observed.spec(), task.get());
            if (verdict.isPresent()) {
                return current.to(
                        verdict.get().progress(),
                        verdict.get().reason(),
                        verdict.get().message());
            }
        }
        if (observed.spec().suspend() && !observed.edited(task.get())) {
            return current.to(EntryProgress.Pending, ResultReason.Suspended, null);
        }
        // A timestamp that moved is no news by itself.
        return timedOut(entry)
                ? current.to(EntryProgress.Failed, ResultReason.TimedOut, late(entry, task.get()))
                : underWay(entry, task.get());
    }

    /** With its phase, which is written when it changes; what is said of a task that could not be edited stays. */
    private BatchEntry underWay(BatchEntry entry, MigrationTask task) {
        var phase = Eligibility.status(task).phase();
        return phase == null || !observed.edited(task)
                ? entry
                : entry.to(
                        EntryProgress.InProgress,
                        ResultReason.Requested,
                        "the task is " + Eligibility.state(task) + " in phase " + phase);
    }

    private String late(BatchEntry entry, MigrationTask task) {
        var after = observed.spec().timeoutSeconds() + " s";
        return observed.edited(task)
                ? "not there after " + after + "; the request stands; the task is " + Eligibility.state(task) + ": "
                        + Eligibility.status(task).message()
                : "the task could not be edited within " + after + "; nothing was changed; " + entry.message();
    }

    private boolean timedOut(BatchEntry entry) {
        return !observed.now()
                .isBefore(entry.since().plusSeconds(observed.spec().timeoutSeconds()));
    }
}
