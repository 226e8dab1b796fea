package dev.datamigration.engine.local;

import dev.datamigration.api.status.SchemaComparisonStatus;
import dev.datamigration.database.RunScope;
import dev.datamigration.engine.local.modification.FlowPosition;
import dev.datamigration.engine.local.modification.RunningTables;
import dev.datamigration.lifecycle.modification.ModificationWork;
import dev.datamigration.plan.Direction;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.AppliedPosition;
import dev.datamigration.transfer.incremental.IncrementalSync;
import dev.datamigration.transfer.incremental.LateWriteWatch;
import dev.datamigration.transfer.join.MainStream;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.structure.SchemaComparison;
import dev.datamigration.transfer.structure.SchemaWatch;
import dev.datamigration.transfer.switchover.round.Flows;
import dev.datamigration.transfer.verify.ContinuousVerification;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps up what runs beside the phases: synchronisations in either direction, watches for late writes, and a comparison that goes
 * on. The first failure of any of them cancels the run.
 */
final class Background implements Flows, MainStream, AutoCloseable {
    private static final long REST_POLL_MILLIS = 100;

    private final Run run;
    private final ProgressBoard progressBoard;
    private final Runnable onFailure;
    private final Runnable onChange;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Map<Direction, Flow> flows = new EnumMap<>(Direction.class);
    private final Map<Direction, Watch> watches = new EnumMap<>(Direction.class);
    private Comparing comparing;
    private Thread blockers;
    private Comparing schemas;
    private final Modifying modifying;
    private boolean isAtRest;

    /**
     * @param onFailure called once something has failed, after the run was cancelled
     * @param onChange called when something is known that does not wait for the next report
     */
    Background(Run run, ProgressBoard progressBoard, Runnable onFailure, Runnable onChange) {
        this.run = run;
        this.progressBoard = progressBoard;
        this.onFailure = onFailure;
        this.onChange = onChange;
        this.modifying = new Modifying(run, progressBoard, onChange, this::thread);
    }

    /** Changes the task's objects beside all else; returns at once. */
    void modify(ModificationWork work) {
        modifying.pursue(work, scoped -> new RunningTables(scoped, this, () -> flows(Direction.Forward)));
    }

    /** Returns whether changes flow in that direction. */
    synchronized boolean flows(Direction direction) {
        return flows.containsKey(direction);
    }

    /** Names who holds the run up, for as long as it lasts. */
    synchronized void watchBlockers() {
        blockers = thread("blockers", new BlockerWatch(run, progressBoard, onChange)::watch);
    }

    /** Notices changes of the source's schema, for as long as changes flow from it. */
    synchronized void watchSchema() {
        if (schemas == null) {
            var scope = run.scope().child();
            var watch = new SchemaWatch(new SchemaComparison(run.within(scope)), this::post);
            schemas = new Comparing(scope, thread("schemas", () -> untilCancelled(watch::watch, scope)));
        }
    }

    private void post(SchemaComparisonStatus found) {
        if (progressBoard.post(found)) {
            onChange.run();
        }
    }

    private void stopWatchingSchema() {
        Comparing ending;
        synchronized (this) {
            ending = schemas;
            schemas = null;
        }
        if (ending != null) {
            ending.scope().cancel();
            end(ending.thread());
        }
    }

    private record Flow(IncrementalSync sync, Thread thread) {}

    private record Watch(LateWriteWatch watch, Thread thread) {}

    private record Comparing(RunScope scope, Thread thread) {}

    @Override
    public synchronized IncrementalSync running(Direction direction) {
        awaitNoRest();
        return flows.computeIfAbsent(direction, this::start).sync();
    }

    /** What is applied in a direction in which changes flow, whether or not the synchronisation rests in between. */
    AppliedPosition applied(Direction direction) {
        running(direction);
        return new FlowPosition(() -> flow(direction));
    }

    private synchronized IncrementalSync flow(Direction direction) {
        var flow = isAtRest ? null : flows.get(direction);
        return flow == null ? null : flow.sync();
    }

    /** Of the forward direction. */
    @Override
    public void whileAtRest(Runnable work) {
        Flow flow;
        synchronized (this) {
            flow = flows.get(Direction.Forward);
            isAtRest = true;
        }
        try {
            if (flow != null) {
                flow.sync().finish();
                end(flow.thread());
            }
            work.run();
        } finally {
            beginAgain(flow != null && !run.scope().isCancelled());
        }
    }

    private synchronized void beginAgain(boolean flows) {
        isAtRest = false;
        if (flows) {
            this.flows.put(Direction.Forward, start(Direction.Forward));
        }
        notifyAll();
    }

    private void awaitNoRest() {
        try {
            while (isAtRest) {
                run.scope().throwIfCancelled();
                wait(REST_POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was interrupted");
        }
    }

    private Flow start(Direction direction) {
        var sync = new IncrementalSync(run.directed(direction), status -> progressBoard.post(direction, status));
        return new Flow(sync, thread("sync-" + direction, sync::synchronise));
    }

    @Override
    public void stop(Direction direction) {
        if (direction == Direction.Forward) {
            stopWatchingSchema();
        }
        Flow flow;
        synchronized (this) {
            flow = flows.remove(direction);
        }
        if (flow != null) {
            flow.sync().finish();
            end(flow.thread());
        }
    }

    /** Records what is written to the side that this direction reads. */
    synchronized void watch(Direction direction, int round) {
        watches.computeIfAbsent(direction, from -> {
            var watch = new LateWriteWatch(run.directed(from), round, progressBoard::postLate);
            return new Watch(watch, thread("watch-" + from, watch::watch));
        });
    }

    @Override
    public void stopWatch(Direction direction) {
        Watch watch;
        synchronized (this) {
            watch = watches.remove(direction);
        }
        if (watch != null) {
            watch.watch().finish();
            end(watch.thread());
        }
    }

    /** Compares on and on beside the synchronisation of a direction, once a full verification of it is complete. */
    synchronized void compareOn(Direction direction) {
        var scope = run.scope().child();
        var verification = new ContinuousVerification(
                run.directed(direction).within(scope),
                applied(direction),
                () -> progressBoard.latencyMillis(direction),
                found -> progressBoard.post(direction, found));
        comparing = new Comparing(
                scope, thread("compare-" + direction, () -> untilCancelled(verification::compareOn, scope)));
    }

    /** That it is to end is no failure of the run. */
    static void untilCancelled(Runnable work, RunScope scope) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (!scope.isCancelled()) {
                throw e;
            }
        }
    }

    /** Returns once nothing is compared any more. */
    void stopComparing() {
        Comparing ending;
        synchronized (this) {
            ending = comparing;
            comparing = null;
        }
        if (ending != null) {
            ending.scope().cancel();
            end(ending.thread());
        }
    }

    private Thread thread(String what, Runnable work) {
        return OwnedThreads.start(what + "-" + run.scope().taskId(), work, this::fail);
    }

    private void fail(Throwable error) {
        if (!run.scope().isCancelled()) {
            failure.set(error);
            run.scope().cancel();
            onFailure.run();
        }
    }

    private void end(Thread thread) {
        OwnedThreads.join(thread);
        throwFailure();
    }

    boolean hasFailed() {
        return failure.get() != null;
    }

    /** Throws what ended the background, if anything did. */
    void throwFailure() {
        var cause = failure.get();
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Waits until everything has ended; the run must be cancelled. */
    @Override
    public void close() {
        modifying.close(); // may be about to begin something else anew
        closeRest();
    }

    private synchronized void closeRest() {
        flows.values().forEach(flow -> OwnedThreads.join(flow.thread()));
        watches.values().forEach(watch -> OwnedThreads.join(watch.thread()));
        if (comparing != null) {
            OwnedThreads.join(comparing.thread());
        }
        if (schemas != null) {
            OwnedThreads.join(schemas.thread());
        }
        if (blockers != null) {
            OwnedThreads.join(blockers);
        }
    }
}
