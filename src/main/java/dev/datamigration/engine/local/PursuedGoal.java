package dev.datamigration.engine.local;

import dev.datamigration.database.RunScope;
import dev.datamigration.engine.Goal;
import dev.datamigration.lifecycle.model.StepWork;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.thread.OwnedThreads;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The newest goal of a worker, the run that is under way for it, and the thread that sees to it: what those who command a worker
 * and that thread share, all of it guarded by one monitor. It is never held while anything is waited for that takes it, and never
 * while a listener is called.
 */
final class PursuedGoal {
    private final WorkerClock clock;
    private final Supplier<Thread> starter;
    private Goal newest;
    private boolean abandoned;
    private RunScope scope;
    private RunningPhases phases;
    private Thread thread;

    /** @param starter starts the thread that asks for what is {@link #next} until there is nothing */
    PursuedGoal(Goal first, WorkerClock clock, Supplier<Thread> starter) {
        this.newest = first;
        this.clock = clock;
        this.starter = starter;
    }

    /** Says what is to be done for which goal. */
    record Due(Goal goal, TaskWorkerState.Next step) {}

    /** The first goal is seen to from now on. */
    synchronized void begin() {
        if (thread == null) {
            thread = starter.get();
        }
    }

    /** Takes the place of the goal before, of the same epoch; what is under way is cancelled unless it serves this one, too. */
    synchronized void pursue(Goal told) {
        var newer = told.following(newest);
        if (abandoned || newer.equals(newest)) {
            return;
        }
        var runsOn = runsOn(newer.wanted(), newest.wanted());
        newest = newer;
        if (runsOn && phases != null) {
            phases.update(newer.plan());
            modify();
        } else if (!runsOn && scope != null) {
            scope.cancel();
        }
        begin();
        notifyAll();
    }

    /** A step may wait long for something that an abort does without. */
    private static boolean runsOn(Wanted newer, Wanted before) {
        return newer instanceof Wanted.Run next
                && before instanceof Wanted.Run now
                && !(next.switchover() instanceof StepWork.Abort abort && !abort.equals(now.switchover()));
    }

    /** Nothing is pursued any more; returns at once. */
    synchronized void abandon() {
        abandoned = true;
        if (scope != null) {
            scope.cancel();
        }
        notifyAll();
    }

    /** Waits until the thread has ended, which must be about to. */
    void awaitEnd() {
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            OwnedThreads.join(running);
        }
    }

    /** The thread has ended by an error; the next goal, or the same one told again, finds another. */
    synchronized void died() {
        thread = null;
    }

    /**
     * Waits until there is something to do for the newest goal. Empty once nothing is left: its thread has to end then, and the
     * next goal starts another.
     *
     * @param decision from the run that is under way, or null, and the goal
     */
    synchronized Optional<Due> next(BiFunction<RunningPhases, Goal, TaskWorkerState.Next> decision) {
        while (!abandoned) {
            var step = decision.apply(phases, newest);
            if (step instanceof TaskWorkerState.Next.Rest) {
                thread = null;
                return Optional.empty();
            }
            if (!(step instanceof TaskWorkerState.Next.Await)) {
                return Optional.of(new Due(newest, step));
            }
            await(0);
        }
        return Optional.empty();
    }

    /** Waits until another goal comes, or so long. */
    synchronized void awaitNewerThan(Goal current, long millis) {
        var deadline = clock.nanos() + millis * 1_000_000;
        while (isNewest(current)) {
            var left = (deadline - clock.nanos()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            await(left);
        }
    }

    /** What is decided by has changed. */
    synchronized void wake() {
        notifyAll();
    }

    /**
     * The scope of a new run for that goal.
     *
     * @throws CancellationException if the goal is not the newest any more
     */
    synchronized RunScope newScope(Goal current) {
        if (!isNewest(current)) {
            throw new CancellationException("another goal came");
        }
        scope = new RunScope(current.task().uid(), current.epoch());
        return scope;
    }

    /** The run that is under way, or a new one; a newer plan reaches it from the moment on at which it is begun. */
    synchronized RunningPhases phases(Goal current, Function<RunScope, RunningPhases> beginning) {
        if (phases == null) {
            phases = beginning.apply(newScope(current));
            modify();
        }
        return phases;
    }

    private void modify() {
        if (newest.wanted() instanceof Wanted.Run run) {
            phases.modify(run.modification());
        }
    }

    /** There is no run any more; whoever takes it has to close it. */
    synchronized Optional<RunningPhases> takePhases() {
        var taken = Optional.ofNullable(phases);
        phases = null;
        return taken;
    }

    private boolean isNewest(Goal current) {
        return !abandoned && newest.equals(current);
    }

    private void await(long millis) {
        try {
            clock.await(this, millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandoned = true;
        }
    }
}
