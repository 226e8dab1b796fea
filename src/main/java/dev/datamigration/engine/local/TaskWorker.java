package dev.datamigration.engine.local;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SupersededException;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.Goal.Wanted;
import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureException;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.thread.OutOfMemory;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.KnownCheckpoints;
import dev.datamigration.transfer.help.HelperPool;
import dev.datamigration.transfer.release.Quiescence;
import dev.datamigration.transfer.run.Contacts;
import dev.datamigration.transfer.run.Run;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Pursues the goals of one epoch of one task, on a thread of its own that lives only while there is something to do.
 * The newest goal always wins over what is under way, a retry included.
 *
 * <p>Fields below {@code goal} are guarded by this object's monitor, which is never held while anything is waited for
 * that takes it, and never while a listener is called.
 */
final class TaskWorker {
    private static final Logger LOG = Logger.getLogger(TaskWorker.class);

    private static final long PAUSE_AFTER_DEFECT_MILLIS = 5_000;

    private final TaskId task;
    private final long epoch;
    private final TaskWorker predecessor;
    private final HelperPool helperPool;
    private final KnownCheckpoints known;
    private final Contacts contacts;
    private final ProgressBoard progressBoard;
    private final Consumer<TaskId> onChange;
    private final GoalAttempts attempts = new GoalAttempts();
    private final WorkerShutdown winding = new WorkerShutdown();
    private final RepeatedWarnings warnings;

    private Goal goal;
    private boolean abandoned;
    private boolean failed;
    private RunScope scope;
    private PhaseWork work;
    private PhaseWork.Item done;
    private Thread thread;

    /** @param predecessor the worker of an earlier epoch, which must have ended before this one begins, or null */
    TaskWorker(Goal goal, TaskWorker predecessor, HelperPool helperPool, Consumer<TaskId> onChange) {
        this.task = goal.task();
        this.epoch = goal.epoch();
        this.goal = goal;
        this.predecessor = predecessor;
        this.warnings = new RepeatedWarnings(task, (text, error) -> LOG.warn(text, error));
        this.helperPool = helperPool;
        this.onChange = onChange;
        this.known = new KnownCheckpoints(goal.known());
        this.contacts = contacts(goal, known, predecessor);
        this.progressBoard = new ProgressBoard(epoch, initial(goal.wanted()), known);
        synchronized (this) {
            ensureThread();
        }
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

    synchronized void pursue(Goal told) {
        var newer = told.following(goal);
        if (abandoned || newer.equals(goal)) {
            return;
        }
        var runsOn = newer.wanted() instanceof Wanted.Run next
                && goal.wanted() instanceof Wanted.Run now
                && !PhaseWork.breaksOff(next.switchover(), now.switchover());
        goal = newer;
        if (runsOn && work != null) {
            work.update(newer.plan());
        } else if (!runsOn && scope != null) {
            scope.cancel();
        }
        ensureThread();
        notifyAll();
    }

    /** Ends whatever runs here; safe from any thread, returns at once. */
    synchronized void abandon() {
        abandoned = true;
        if (scope != null) {
            scope.cancel();
        }
        notifyAll();
    }

    /** Waits until an abandoned worker has ended. */
    void awaitEnd() {
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            Threads.join(running);
        }
    }

    private void ensureThread() {
        if (thread == null) {
            thread = OwnedThreads.start("task-" + task, this::live, this::died);
        }
    }

    private void live() {
        if (predecessor != null) {
            predecessor.awaitEnd();
        }
        for (var current = next(); current != null; current = next()) {
            attempts.begin();
            try {
                attempt(current);
            } catch (RuntimeException | Error e) {
                OutOfMemory.check(e);
                LOG.errorf(e, "Task %s: an error could not be dealt with, so the goal is pursued anew", task);
                awaitNewerThan(current, PAUSE_AFTER_DEFECT_MILLIS);
            }
        }
        closeWork();
    }

    /** The next goal, or the same one told again, finds a thread. */
    private synchronized void died(Throwable error) {
        LOG.errorf(error, "Task %s: the worker's thread has ended", task);
        thread = null;
    }

    private void attempt(Goal current) {
        try {
            step(current);
            warnings.over();
        } catch (CancellationException e) {
            closeWork();
        } catch (SupersededException e) {
            closeWork();
            LOG.warnf("Task %s: %s", task, e.getMessage());
            superseded(current, e);
        } catch (FailureException e) {
            closeWork();
            warnings.met(e);
            afterFailure(current, e.failure());
        } catch (RuntimeException | Error e) {
            OutOfMemory.check(e);
            closeWork();
            LOG.errorf(e, "Task %s: unexpected error", task);
            afterFailure(current, WorkerFailures.unexpected(e));
        }
    }

    /** The goal to work on, waiting while a finished phase runs on in the background; null when nothing is left to do. */
    private synchronized Goal next() {
        while (!abandoned) {
            if (hasWork()) {
                return goal;
            }
            if (isAtRest()) {
                thread = null;
                return null;
            }
            await(0);
        }
        return null;
    }

    private boolean hasWork() {
        return !isAtRest()
                && (!(goal.wanted() instanceof Wanted.Run run)
                        || work == null
                        || work.hasFailed()
                        || !PhaseWork.Item.of(run, goal.plan()).equals(done));
    }

    private boolean isAtRest() {
        if (goal.wanted() instanceof Wanted.Run) {
            return failed;
        }
        var activity = progressBoard.report().activity();
        return goal.wanted() instanceof Wanted.Stop
                ? activity instanceof WorkerState.Stopped
                : activity instanceof WorkerState.Released;
    }

    private void step(Goal current) {
        if (current.wanted() instanceof Wanted.Run run && winding.failing() == null) {
            winding.none();
            perform(current, run);
            return;
        }
        if (!(current.wanted() instanceof Wanted.Run)) {
            winding.asked();
        }
        closeWork();
        if (current.isRelease()) {
            post(new WorkerState.Quiescing());
            release(current);
        } else {
            post(winding.activity());
            Quiescence.reach(newRun(current));
            rest();
        }
    }

    /** Stopped and failed promise that both servers were asked, and have no session of the task. */
    private void rest() {
        var failure = winding.failing();
        winding.none();
        synchronized (this) {
            failed = failure != null;
        }
        post(failure == null ? new WorkerState.Stopped() : failure);
    }

    private void perform(Goal current, Wanted.Run wanted) {
        var item = PhaseWork.Item.of(wanted, current.plan());
        var running = workFor(current);
        var before = doneBefore();
        running.throwBackgroundFailure();
        if (!item.isSamePhase(before) && progressBoard.begin(item.phase())) {
            onChange.accept(task);
        }
        progressBoard.working(true);
        try {
            traced(current, item, () -> running.perform(item, before));
        } finally {
            progressBoard.working(false);
        }
        if (progressBoard.failedPrecheck(item.phase())) {
            closeWork();
            winding.failing(item.phase(), WorkerFailures.precheck());
            Quiescence.reach(newRun(current));
            winding.none();
        }
        synchronized (this) {
            done = item;
            failed = work == null;
        }
        if (!post(new WorkerState.PhaseDone(item.phase())) && item.switchover() != null) {
            onChange.accept(task);
        }
    }

    private void traced(Goal current, PhaseWork.Item item, Runnable work) {
        var begun = Instant.now();
        try {
            work.run();
            PhaseSpans.done(current, item, begun);
        } catch (FailureException e) {
            PhaseSpans.failed(current, item, begun, e.failure());
            throw e;
        }
    }

    private synchronized PhaseWork.Item doneBefore() {
        return done;
    }

    private synchronized PhaseWork workFor(Goal current) {
        if (work == null) {
            work = new PhaseWork(newRun(current), progressBoard, this::wake, () -> onChange.accept(task));
        }
        return work;
    }

    /** @throws CancellationException if the goal is not the newest any more */
    private synchronized Run newRun(Goal current) {
        if (!isNewest(current)) {
            throw new CancellationException("another goal came");
        }
        scope = new RunScope(task.uid(), epoch);
        return new Run(scope, current.plan(), helperPool, known, contacts);
    }

    private void release(Goal current) {
        var outcome = current.wanted() instanceof Wanted.ReleaseOrphans
                ? ReleaseSequence.ofOrphans(newRun(current))
                : ReleaseSequence.of(newRun(current));
        if (outcome.complete()) {
            post(new WorkerState.Released(outcome.kept(), outcome.sequences()));
        } else {
            var tries = attempts.failed(progressBoard.completedWork());
            post(new WorkerState.ReleaseBlocked(
                    outcome.failure(), outcome.leftBehind(), tries, outcome.kept(), outcome.sequences()));
            awaitNewerThan(current, attempts.pauseMillis());
        }
    }

    private void afterFailure(Goal current, Failure failure) {
        var tries = attempts.failed(progressBoard.completedWork());
        if (!(current.wanted() instanceof Wanted.Run run) || winding.failing() != null) {
            attempts.passes(current, failure); // counts a refused login; here everything passes
            winding.blocked(failure, Instant.now(), attempts.refusal(failure));
            post(winding.activity());
            awaitNewerThan(current, attempts.pauseMillis());
            return;
        }
        var passing = attempts.passes(current, failure);
        if (passing && !attempts.isOver(current.plan().engine())) {
            post(new WorkerState.Retrying(run.phase(), failure, tries, attempts.refusal(failure)));
            awaitNewerThan(current, attempts.pauseMillis());
        } else {
            winding.failing(run.phase(), passing ? WorkerFailures.lasting(failure, tries) : failure);
        }
    }

    /** The later worker may be at work: unlike after another failure, its processes are left alone. */
    private void superseded(Goal current, SupersededException e) {
        if (!(current.wanted() instanceof Wanted.Run run) || e.holder() < epoch) {
            afterFailure(current, e.failure());
            return;
        }
        synchronized (this) {
            failed = true;
        }
        post(new WorkerState.Superseded(run.phase(), e.failure(), e.holder()));
    }

    private synchronized void awaitNewerThan(Goal current, long millis) {
        var deadline = System.nanoTime() + millis * 1_000_000;
        while (isNewest(current)) {
            var left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            await(left);
        }
    }

    private boolean isNewest(Goal current) {
        return !abandoned && goal.equals(current);
    }

    private synchronized void wake() {
        notifyAll();
    }

    private void closeWork() {
        PhaseWork closing;
        synchronized (this) {
            closing = work;
            work = null;
            done = null;
        }
        if (closing != null) {
            closing.close();
            progressBoard.postWaiting(null);
        }
    }

    private void await(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandoned = true;
        }
    }

    private boolean post(WorkerState activity) {
        var changed = progressBoard.post(activity);
        if (changed) {
            onChange.accept(task);
        }
        return changed;
    }
}
