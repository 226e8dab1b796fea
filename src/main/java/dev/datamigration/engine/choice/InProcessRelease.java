package dev.datamigration.engine.choice;

import dev.datamigration.engine.Goal;
import dev.datamigration.engine.MigrationEngine;
import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Has tasks moved by workers elsewhere, and releases in this process what a task holds for which no worker can be made any
 * more: a namespace that is being deleted takes no pods, and the task's objects in it are gone. Nor is a worker made for a task that has
 * made nothing as far as its status knows.
 */
final class InProcessRelease implements MigrationEngine {
    private final MigrationEngine elsewhere;
    private final MigrationEngine here;
    private final Map<TaskId, Goal> releases = new ConcurrentHashMap<>();

    InProcessRelease(MigrationEngine elsewhere, MigrationEngine here) {
        this.elsewhere = elsewhere;
        this.here = here;
    }

    @Override
    public void pursue(Goal goal) {
        if (goal.isRelease()) {
            releases.put(goal.task(), goal);
        }
        if (here.report(goal.task()).isPresent() || isNotWorthAWorker(goal)) {
            here.pursue(goal);
        } else {
            elsewhere.pursue(goal);
        }
    }

    /** To look whether there is anything to release takes a few queries on each server. */
    private boolean isNotWorthAWorker(Goal goal) {
        return goal.wanted() instanceof Wanted.ReleaseOrphans
                && elsewhere.report(goal.task()).isEmpty();
    }

    @Override
    public Optional<Report> report(TaskId task) {
        var release = releases.get(task);
        var report = release == null ? Optional.<Report>empty() : here.report(task);
        if (report.isPresent()) {
            return report;
        }
        var told = elsewhere.report(task);
        if (release != null && told.filter(InProcessRelease::hasNoPlace).isPresent()) {
            here.pursue(release);
            return here.report(task);
        }
        return told;
    }

    private static boolean hasNoPlace(Report report) {
        return report.activity() instanceof WorkerState.ReleaseBlocked blocked
                && blocked.failure().code() == FailureCode.NamespaceDeleted;
    }

    @Override
    public void forget(TaskId task) {
        releases.remove(task);
        here.forget(task);
        elsewhere.forget(task);
    }

    @Override
    public void onChange(Consumer<TaskId> listener) {
        elsewhere.onChange(listener);
        here.onChange(listener);
    }

    @Override
    public void close() {
        elsewhere.close();
        here.close();
    }
}
