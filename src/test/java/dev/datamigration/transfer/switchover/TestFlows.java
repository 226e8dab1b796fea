package dev.datamigration.transfer.switchover;

import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.plan.Direction;
import dev.datamigration.testing.Patience;
import dev.datamigration.transfer.incremental.IncrementalSync;
import dev.datamigration.transfer.incremental.LateWriteWatch;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.switchover.round.Flows;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

/** Runs synchronisations and watches on threads, as an engine does. */
final class TestFlows implements Flows, AutoCloseable {
    final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    volatile List<LateWrites> lateWrites = List.of();
    private final Run run;
    private final Map<Direction, Flow> flows = new EnumMap<>(Direction.class);
    private final Map<Direction, Watch> watches = new EnumMap<>(Direction.class);

    private record Flow(IncrementalSync sync, Thread thread) {}

    private record Watch(LateWriteWatch watch, Thread thread) {}

    TestFlows(Run run) {
        this.run = run;
    }

    @Override
    public synchronized IncrementalSync running(Direction direction) {
        return flows.computeIfAbsent(direction, wanted -> {
                    var sync = new IncrementalSync(run.directed(wanted), status -> {});
                    return new Flow(sync, thread(sync::synchronise));
                })
                .sync();
    }

    synchronized boolean isRunning(Direction direction) {
        return flows.containsKey(direction);
    }

    @Override
    public synchronized void stop(Direction direction) {
        var flow = flows.remove(direction);
        if (flow != null) {
            flow.sync().finish();
            join(flow.thread());
        }
    }

    synchronized void watch(Direction direction, int round) {
        watches.computeIfAbsent(direction, wanted -> {
            var watch = new LateWriteWatch(run.directed(wanted), round, found -> lateWrites = found);
            return new Watch(watch, thread(watch::watch));
        });
    }

    @Override
    public synchronized void stopWatch(Direction direction) {
        var watch = watches.remove(direction);
        if (watch != null) {
            watch.watch().finish();
            join(watch.thread());
        }
    }

    private Thread thread(Runnable work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (CancellationException e) {
                // the run ended
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
                run.scope().cancel();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void join(Thread thread) {
        try {
            thread.join(Patience.LIMIT.toMillis());
        } catch (InterruptedException e) {
            throw new CancellationException();
        }
        if (thread.isAlive()) {
            throw new IllegalStateException("does not end");
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    @Override
    public synchronized void close() {
        run.scope().cancel();
        flows.values().forEach(flow -> join(flow.thread()));
        watches.values().forEach(watch -> join(watch.thread()));
    }
}
