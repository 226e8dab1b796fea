package dev.datamigration.engine.local;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.Phase;
import dev.datamigration.database.RunScope;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.Goal.Wanted;
import dev.datamigration.engine.Report;
import dev.datamigration.engine.Report.Activity;
import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.lifecycle.StepWork;
import dev.datamigration.lifecycle.Tries;
import dev.datamigration.transfer.Holdings;
import dev.datamigration.transfer.Quiescence;
import dev.datamigration.transfer.Release;
import dev.datamigration.transfer.Run;
import dev.datamigration.transfer.help.Crew;
import dev.datamigration.transfer.switchover.PutBack;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
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

    private final TaskId task;
    private final long epoch;
    private final TaskWorker predecessor;
    private final Crew crew;
    private final Board board;
    private final Consumer<TaskId> onChange;
    private final Backoff backoff = new Backoff(
            InstantSource.system(),
            System::nanoTime,
            () -> ThreadLocalRandom.current().nextDouble());
    private final RefusedLogins refused = new RefusedLogins();
    private long attemptBegan;

    private Goal goal;
    private boolean abandoned;
    private boolean failed;
    private RunScope scope;
    private PhaseWork work;
    private PhaseWork.Item done;
    private Thread thread;

    /** @param predecessor the worker of an earlier epoch, which must have ended before this one begins, or null */
    TaskWorker(Goal goal, TaskWorker predecessor, Crew crew, Consumer<TaskId> onChange) {
        this.task = goal.task();
        this.epoch = goal.epoch();
        this.goal = goal;
        this.predecessor = predecessor;
        this.crew = crew;
        this.onChange = onChange;
        this.board = new Board(epoch, initial(goal.wanted()));
        synchronized (this) {
            ensureThread();
        }
    }

    private static Activity initial(Wanted wanted) {
        return wanted instanceof Wanted.Run run ? new Activity.Running(run.phase()) : new Activity.Quiescing();
    }

    long epoch() {
        return epoch;
    }

    Report report() {
        return board.report();
    }

    synchronized void pursue(Goal newer) {
        if (abandoned || newer.equals(goal)) {
            return;
        }
        var runsOn = newer.wanted() instanceof Wanted.Run next
                && goal.wanted() instanceof Wanted.Run now
                && !breaksOff(next.switchover(), now.switchover());
        goal = newer;
        if (runsOn && work != null) {
            work.update(newer.plan());
        } else if (!runsOn && scope != null) {
            scope.cancel();
        }
        ensureThread();
        notifyAll();
    }

    /** A step may wait long for something that an abort does without. */
    private static boolean breaksOff(StepWork next, StepWork now) {
        return next instanceof StepWork.Abort && !next.equals(now);
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
            thread = new Thread(this::live, "task-" + task);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void live() {
        if (predecessor != null) {
            predecessor.awaitEnd();
        }
        for (var current = next(); current != null; current = next()) {
            attemptBegan = System.nanoTime();
            try {
                step(current);
            } catch (CancellationException e) {
                closeWork();
            } catch (FailureException e) {
                closeWork();
                LOG.warnf(e, "Task %s: %s", task, e.getMessage());
                afterFailure(current, e.failure());
            } catch (RuntimeException | Error e) {
                closeWork();
                LOG.errorf(e, "Task %s: unexpected error", task);
                afterFailure(current, unexpected(e));
            }
        }
        closeWork();
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
        var activity = board.report().activity();
        if (goal.wanted() instanceof Wanted.Run) {
            return failed;
        }
        return goal.wanted() instanceof Wanted.Stop
                ? activity instanceof Activity.Stopped
                : activity instanceof Activity.Released;
    }

    private void step(Goal current) {
        if (current.wanted() instanceof Wanted.Run run) {
            perform(current, run);
            return;
        }
        quiesce(current);
        if (current.wanted() instanceof Wanted.Stop) {
            post(new Activity.Stopped());
        } else {
            release(current);
        }
    }

    private void perform(Goal current, Wanted.Run wanted) {
        var item = PhaseWork.Item.of(wanted, current.plan());
        var running = workFor(current);
        var before = doneBefore();
        running.throwBackgroundFailure();
        if (!item.isSamePhase(before)) {
            begin(item.phase());
        }
        traced(current, item, () -> running.perform(item, before));
        synchronized (this) {
            done = item;
        }
        if (!post(new Activity.PhaseDone(item.phase())) && item.switchover() != null) {
            onChange.accept(task);
        }
    }

    private void begin(Phase phase) {
        if (board.begin(phase)) {
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
            work = new PhaseWork(newRun(current), board, this::wake);
        }
        return work;
    }

    /** @throws CancellationException if the goal is not the newest any more */
    private synchronized Run newRun(Goal current) {
        if (!isNewest(current)) {
            throw new CancellationException("another goal came");
        }
        scope = new RunScope(task.uid(), epoch);
        return new Run(scope, current.plan(), crew);
    }

    private void quiesce(Goal current) {
        closeWork();
        post(new Activity.Quiescing());
        Quiescence.await(newRun(current));
    }

    private void release(Goal current) {
        var outcome = released(newRun(current));
        if (outcome.complete()) {
            post(new Activity.Released());
        } else {
            var tries = backoff.failed(board.completedWork());
            post(new Activity.ReleaseBlocked(outcome.failure(), outcome.leftBehind(), tries));
            awaitNewerThan(current, backoff.pauseMillis());
        }
    }

    /** The memory of what is to be put back goes with the checkpoints. */
    private static Release.Outcome released(Run run) {
        try {
            PutBack.all(run);
        } catch (FailureException e) {
            return new Release.Outcome(e.failure(), List.of(Holdings.setAside()));
        }
        return Release.of(run);
    }

    private void afterFailure(Goal current, Failure failure) {
        var tries = backoff.failed(board.completedWork());
        if (!(current.wanted() instanceof Wanted.Run run)) {
            awaitNewerThan(current, backoff.pauseMillis());
            return;
        }
        var passing = passes(current, failure);
        if (passing && !backoff.isOver(current.plan().engine())) {
            var refusal = failure.code() == FailureCode.LoginRefused ? refused.count() : 0;
            post(new Activity.Retrying(run.phase(), failure, tries, refusal));
            awaitNewerThan(current, backoff.pauseMillis());
        } else {
            fail(current, run.phase(), passing ? lasting(failure, tries) : failure);
        }
    }

    private boolean passes(Goal current, Failure failure) {
        return failure.code() == FailureCode.LoginRefused
                ? refused.noted(current, System.nanoTime() - attemptBegan)
                : failure.failureClass() == FailureClass.Transient;
    }

    /** What should have passed and did not. */
    private static Failure lasting(Failure failure, Tries tries) {
        return new Failure(
                failure.code(),
                failure.side(),
                "%s It has been so since %s, and was tried %d times: for as long as spec.engine allows."
                        .formatted(failure.message(), tries.since(), tries.attempt()),
                failure.remedy());
    }

    /** Failed means, as stopped does, that nothing runs on either server. */
    private void fail(Goal current, Phase phase, Failure failure) {
        try {
            Quiescence.await(newRun(current));
        } catch (CancellationException e) {
            return;
        }
        synchronized (this) {
            failed = true;
        }
        post(new Activity.Failed(phase, failure));
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

    private boolean post(Activity activity) {
        var changed = board.post(activity);
        if (changed) {
            onChange.accept(task);
        }
        return changed;
    }

    private static Failure unexpected(Throwable error) {
        return new Failure(
                FailureCode.Unexpected,
                null,
                "An unexpected %s stopped the worker."
                        .formatted(error.getClass().getSimpleName()),
                "Look in the operator's log for the error, then resume; please report it, since it is a defect.");
    }
}
