package dev.datamigration.engine.remote;

import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Failure;
import org.jboss.logging.Logger;

/** What is done about a task's worker that does not answer, or is gone. */
final class WorkerAbsence {
    private static final Logger LOG = Logger.getLogger(WorkerAbsence.class);

    private final TaskId task;
    private final WorkerSurroundings surroundings;
    private final WorkerSession session;

    WorkerAbsence(TaskId task, WorkerSurroundings surroundings, WorkerSession session) {
        this.task = task;
        this.surroundings = surroundings;
        this.session = session;
    }

    /** It has not answered just now. */
    void fallSilent(String reason) {
        var down = surroundings.provisioner().isDown(task, session.isHeard());
        switch (session.liveness(surroundings.clock().instant(), down, surroundings.settings())) {
            case Nothing -> {}
            case Unreachable -> complain(reason);
            case Lost -> replace(reason);
        }
    }

    private void complain(String reason) {
        if (session.isWorried()) {
            return;
        }
        if (session.isReleasing() && surroundings.provisioner().find(task).isEmpty()) {
            lose("its objects are gone"); // and nobody brings it back
            return;
        }
        worry(LivenessPolicy.failure(task, reason, surroundings.provisioner().diagnosis(task)));
    }

    /** That is told of the task until it is heard again. */
    void worry(Failure failure) {
        if (session.worry(failure)) {
            LOG.warnf("%s: %s", task, failure.message());
            surroundings.onChange().accept(task);
        }
    }

    private void replace(String reason) {
        try {
            surroundings.provisioner().replace(task);
            lose("it has not answered for "
                    + surroundings.settings().lostAfter().toSeconds() + " s (" + reason + ")");
        } catch (RuntimeException e) {
            LOG.warnf("The lost worker of %s cannot be replaced yet: %s", task, e.getMessage());
        }
    }

    /** It is without memory of the task, or given up; the task goes on under the next epoch. */
    void lose(String why) {
        if (session.lose()) {
            LOG.warnf("The worker of %s is lost: %s", task, why);
            surroundings.onChange().accept(task);
        }
    }
}
