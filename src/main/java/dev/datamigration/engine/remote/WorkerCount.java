package dev.datamigration.engine.remote;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.engine.Goal;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;

/** Decides how many workers a task should have at the moment: more than one only while there is something to share. Pure. */
final class WorkerCount {
    private static final String INDEXING = "Indexing";

    private WorkerCount() {}

    /** @param report of the task; null where nothing is known yet */
    static int of(Goal goal, Report report) {
        return goal.wanted() instanceof Wanted.Run run && isShared(run.phase(), report)
                ? goal.plan().engine().replicas()
                : 1;
    }

    private static boolean isShared(Phase phase, Report report) {
        return switch (phase) {
            case FullMigration -> !isDone(phase, report) && !isIndexing(report);
            case FullVerification -> !isDone(phase, report);
            default -> false;
        };
    }

    private static boolean isDone(Phase phase, Report report) {
        return report != null && report.activity() instanceof WorkerState.PhaseDone done && done.phase() == phase;
    }

    /** Indexes are built by the target itself. */
    private static boolean isIndexing(Report report) {
        FullMigrationStatus full = report == null ? null : report.details().full();
        return full != null && INDEXING.equals(full.stage());
    }
}
