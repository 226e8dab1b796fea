package dev.datamigration.engine.local;

import dev.datamigration.engine.Goal;
import dev.datamigration.engine.TaskId;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.transfer.KnownCheckpoints;
import dev.datamigration.transfer.run.Contacts;
import org.jboss.logging.Logger;

/**
 * The worker of one epoch of one task, as those see it who command it: {@link GoalPursuit} is what its thread does, which lives only
 * while there is something to do, and {@link PursuedGoal} is what both share.
 */
final class TaskWorker {
    private static final Logger LOG = Logger.getLogger(TaskWorker.class);

    private final TaskId task;
    private final long epoch;
    private final TaskWorker predecessor;
    private final Contacts contacts;
    private final ProgressBoard progressBoard;
    private final PursuedGoal pursued;
    private final GoalPursuit pursuit;

    /** @param predecessor the worker of an earlier epoch, which must have ended before this one begins, or null */
    TaskWorker(Goal goal, TaskWorker predecessor, WorkerEnvironment environment) {
        this.task = goal.task();
        this.epoch = goal.epoch();
        this.predecessor = predecessor;
        var known = new KnownCheckpoints(goal.known());
        this.contacts = contacts(goal, known, predecessor);
        var clock = environment.clock();
        this.progressBoard = new ProgressBoard(epoch, initial(goal.wanted()), known, clock);
        this.pursued =
                new PursuedGoal(goal, clock, () -> environment.threads().start("task-" + task, this::live, this::died));
        var shutdown = new WorkerShutdown();
        var steps = new WorkerSteps(pursued, environment, progressBoard, shutdown, known, contacts);
        this.pursuit = new GoalPursuit(task, pursued, steps, progressBoard, shutdown, clock);
        pursued.begin();
    }

    private static WorkerState initial(Wanted wanted) {
        return wanted instanceof Wanted.Run run ? new WorkerState.Running(run.phase()) : new WorkerState.Quiescing();
    }

    private static Contacts contacts(Goal goal, KnownCheckpoints known, TaskWorker predecessor) {
        if (goal.isAlone()) {
            return Contacts.afterAllEnded(known);
        }
        return predecessor != null && predecessor.epoch == goal.epoch() - 1 ? predecessor.contacts : Contacts.unknown();
    }

    long epoch() {
        return epoch;
    }

    Report report() {
        return progressBoard.report();
    }

    /** Takes a goal of the same epoch; returns at once. */
    void pursue(Goal newer) {
        pursued.pursue(newer);
    }

    /** Ends whatever runs here; safe from any thread, returns at once. */
    void abandon() {
        pursued.abandon();
    }

    /** Waits until an abandoned worker has ended. */
    void awaitEnd() {
        pursued.awaitEnd();
    }

    private void live() {
        if (predecessor != null) {
            predecessor.awaitEnd();
        }
        pursuit.pursue();
    }

    private void died(Throwable error) {
        LOG.errorf(error, "Task %s: the worker's thread has ended", task);
        pursued.died();
    }
}
