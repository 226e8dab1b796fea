package dev.datamigration.engine.remote;

import dev.datamigration.engine.Goal;
import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Quantity;
import dev.datamigration.lifecycle.model.Report;
import org.jboss.logging.Logger;

/** Keeps one task's workers at the number that there should be. */
final class WorkerScaler {
    private static final Logger LOG = Logger.getLogger(WorkerScaler.class);

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
        return size == WorkerCount.of(goal, report);
    }

    /** Blocks; what fails is tried again at the next report. */
    synchronized void fit(Goal goal, Report report) {
        var wanted = WorkerCount.of(goal, report);
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
}
