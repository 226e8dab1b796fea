package dev.datamigration.engine.local;

import dev.datamigration.database.SupersededException;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureException;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.thread.OutOfMemory;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;

/**
 * Pursues a worker's goals, one attempt after the other, until nothing is left to do. The newest goal always wins over what is under
 * way, a retry included. For the worker's thread alone.
 */
final class GoalPursuit {
    private static final Logger LOG = Logger.getLogger(GoalPursuit.class);

    private static final long PAUSE_AFTER_DEFECT_MILLIS = 5_000;

    private final TaskId task;
    private final PursuedGoal pursued;
    private final WorkerSteps steps;
    private final ProgressBoard progressBoard;
    private final WorkerShutdown shutdown;
    private final WorkerClock clock;
    private final GoalAttempts attempts;
    private final RepeatedWarnings warnings;

    GoalPursuit(
            TaskId task,
            PursuedGoal pursued,
            WorkerSteps steps,
            ProgressBoard progressBoard,
            WorkerShutdown shutdown,
            WorkerClock clock) {
        this.task = task;
        this.pursued = pursued;
        this.steps = steps;
        this.progressBoard = progressBoard;
        this.shutdown = shutdown;
        this.clock = clock;
        this.attempts = new GoalAttempts(clock);
        this.warnings = new RepeatedWarnings(task, (text, error) -> LOG.warn(text, error));
    }

    void pursue() {
        for (var due = pursued.next(this::decide); due.isPresent(); due = pursued.next(this::decide)) {
            attempts.begin();
            try {
                attempt(due.get());
            } catch (RuntimeException | Error e) {
                OutOfMemory.check(e);
                LOG.errorf(e, "Task %s: an error could not be dealt with, so the goal is pursued anew", task);
                pursued.awaitNewerThan(due.get().goal(), PAUSE_AFTER_DEFECT_MILLIS);
            }
        }
        steps.closeRun();
    }

    private TaskWorkerState.Next decide(RunningPhases running, Goal goal) {
        var state = new TaskWorkerState(
                progressBoard.activity(),
                progressBoard.failedPrecheck(),
                shutdown.failing() != null,
                running == null || running.hasFailed() ? null : running.done());
        return state.next(goal);
    }

    private void attempt(PursuedGoal.Due due) {
        var goal = due.goal();
        try {
            take(due);
            warnings.over();
        } catch (CancellationException e) {
            steps.closeRun();
        } catch (SupersededException e) {
            steps.closeRun();
            LOG.warnf("Task %s: %s", task, e.getMessage());
            superseded(goal, e);
        } catch (FailureException e) {
            steps.closeRun();
            warnings.met(e);
            afterFailure(goal, e.failure());
        } catch (RuntimeException | Error e) {
            OutOfMemory.check(e);
            steps.closeRun();
            LOG.errorf(e, "Task %s: unexpected error", task);
            afterFailure(goal, WorkerFailures.unexpected(e));
        }
    }

    private void take(PursuedGoal.Due due) {
        if (!(due.goal().wanted() instanceof Wanted.Run)) {
            shutdown.asked();
        }
        if (due.step() instanceof TaskWorkerState.Next.Perform perform) {
            steps.perform(due.goal(), perform.item());
        } else if (due.step() instanceof TaskWorkerState.Next.Release) {
            release(due.goal());
        } else {
            steps.quiesce(due.goal());
        }
    }

    private void release(Goal goal) {
        var outcome = steps.release(goal);
        if (outcome.complete()) {
            steps.post(goal, new WorkerState.Released(outcome.kept(), outcome.sequences()));
            return;
        }
        var tries = attempts.failed(progressBoard.completedWork());
        waitOut(
                goal,
                new WorkerState.ReleaseBlocked(
                        outcome.failure(), outcome.leftBehind(), tries, outcome.kept(), outcome.sequences()));
    }

    private void afterFailure(Goal goal, Failure failure) {
        var tries = attempts.failed(progressBoard.completedWork());
        var passing = attempts.passes(goal, failure);
        if (!(goal.wanted() instanceof Wanted.Run run) || shutdown.failing() != null) {
            // whatever is in the way of an end is waited out
            shutdown.blocked(failure, clock.instant(), attempts.refusal(failure));
            waitOut(goal, shutdown.activity());
        } else if (passing && !attempts.isOver(goal.plan().engine())) {
            waitOut(goal, new WorkerState.Retrying(run.phase(), failure, tries, attempts.refusal(failure)));
        } else {
            shutdown.failing(run.phase(), passing ? WorkerFailures.lasting(failure, tries) : failure);
        }
    }

    private void waitOut(Goal goal, WorkerState activity) {
        steps.post(goal, activity);
        pursued.awaitNewerThan(goal, attempts.pauseMillis());
    }

    /** The later worker may be at work: unlike after another failure, its processes are left alone. */
    private void superseded(Goal goal, SupersededException e) {
        if (goal.wanted() instanceof Wanted.Run run && e.holder() >= goal.epoch()) {
            steps.post(goal, new WorkerState.Superseded(run.phase(), e.failure(), e.holder()));
        } else {
            afterFailure(goal, e.failure());
        }
    }
}
