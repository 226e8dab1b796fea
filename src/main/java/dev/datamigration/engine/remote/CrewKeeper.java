package dev.datamigration.engine.remote;

import dev.datamigration.engine.Goal;
import dev.datamigration.engine.Report;
import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Quantity;
import org.jboss.logging.Logger;

/** Keeps one task's workers at the number that there should be. */
final class CrewKeeper {
    private static final Logger LOG = Logger.getLogger(CrewKeeper.class);

    private final TaskId task;
    private final Workplace workplace;
    private int size;

    CrewKeeper(TaskId task, Workplace workplace) {
        this.task = task;
        this.workplace = workplace;
    }

    /** There are so many, whoever saw to it. */
    synchronized void found(int workers) {
        size = workers;
    }

    synchronized boolean isRight(Goal goal, Report report) {
        return size == CrewSize.of(goal, report);
    }

    /** Blocks; what fails is tried again at the next report. */
    synchronized void fit(Goal goal, Report report) {
        var wanted = CrewSize.of(goal, report);
        if (wanted == size) {
            return;
        }
        try {
            workplace.resize(task, wanted);
            size = wanted;
        } catch (RuntimeException e) {
            LOG.warnf("%s cannot have %s yet: %s", task, Quantity.of(wanted, "worker"), e.getMessage());
        }
    }
}
