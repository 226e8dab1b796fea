package dev.datamigration.engine.remote;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Quantity;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import org.jboss.logging.Logger;

/** Keeps one task's workers at the number that there should be. */
final class WorkerScaler {
    private static final Logger LOG = Logger.getLogger(WorkerScaler.class);

    private static final String INDEXING = "Indexing";

    private final TaskId task;
    private final WorkerProvisioner provisioner;
    private int size;

    WorkerScaler(TaskId task, WorkerProvisioner provisioner) {
        this.task = task;
        this.provisioner = provisioner;
    }

    /** There are so many, whoever saw to it. */
    synchronized void found(int workers) {
        size = workers;
    }

    synchronized boolean isRight(Goal goal, Report report) {
        return size == wanted(goal, report);
    }

    /** Blocks; what fails is tried again at the next report. */
    synchronized void fit(Goal goal, Report report) {
        var wanted = wanted(goal, report);
        if (wanted == size) {
            return;
        }
        try {
            provisioner.resize(task, wanted);
            size = wanted;
        } catch (RuntimeException e) {
            LOG.warnf("%s cannot have %s yet: %s", task, Quantity.of(wanted, "worker"), e.getMessage());
        }
    }

    /**
     * How many workers a task should have at the moment: more than one only while there is something to share.
     *
     * @param report of the task; null where nothing is known yet
     */
    static int wanted(Goal goal, Report report) {
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
