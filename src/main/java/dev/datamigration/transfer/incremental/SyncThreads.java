package dev.datamigration.transfer.incremental;

import dev.datamigration.api.IncrementalStatus;
import dev.datamigration.database.postgres.replication.ChangeStream;
import dev.datamigration.transfer.Run;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The two threads beside the one that applies: one reads the log, one watches the source and reports progress. */
final class SyncThreads implements AutoCloseable {
    private static final long TICK_MILLIS = 250;
    private static final long JOIN_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final Run run;
    private final ChangeStream stream;
    private final ReceivedQueue queue;
    private final SourceMonitor monitor;
    private final SyncMeter meter;
    private final Consumer<IncrementalStatus> listener;
    private final LogReader reader;
    private final Thread reading;
    private final Thread watching;
    private final CountDownLatch stopped = new CountDownLatch(1);

    SyncThreads(
            Run run,
            ChangeStream stream,
            ReceivedQueue queue,
            SourceMonitor monitor,
            SyncMeter meter,
            Consumer<IncrementalStatus> listener) {
        this.run = run;
        this.stream = stream;
        this.queue = queue;
        this.monitor = monitor;
        this.meter = meter;
        this.listener = listener;
        this.reader = new LogReader(stream, queue, OwnTransactions.of(run));
        this.reading = thread(reader, "read-log");
        this.watching = thread(this::watch, "watch-source");
    }

    private Thread thread(Runnable work, String what) {
        var thread = new Thread(work, "dm-" + what + "-" + run.scope().taskId());
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        reading.start();
        watching.start();
    }

    private void watch() {
        try {
            do {
                run.scope().throwIfCancelled();
                monitor.tick(meter, () -> meter.idleFor(heartbeatNanos()));
                listener.accept(meter.status());
            } while (!stopped.await(TICK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            queue.fail(new CancellationException("watching was interrupted"));
        } catch (RuntimeException e) {
            queue.fail(e);
        }
    }

    private long heartbeatNanos() {
        return TimeUnit.SECONDS.toNanos(run.plan().incrementalSync().heartbeatSeconds());
    }

    /** Ends both threads; one that hangs on a dead connection is cut off. */
    @Override
    public void close() {
        stopped.countDown();
        reader.stop();
        join(watching, monitor::close);
        join(reading, stream::close);
        listener.accept(meter.status());
    }

    private static void join(Thread thread, Runnable cut) {
        try {
            thread.join(JOIN_MILLIS);
            if (thread.isAlive()) {
                cut.run();
                thread.join(JOIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cut.run();
        }
    }
}
