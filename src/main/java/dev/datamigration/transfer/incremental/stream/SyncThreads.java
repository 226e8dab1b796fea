package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.database.log.LogStream;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.run.Run;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The threads beside the one that applies: one reads the log, one watches the source, and one reports progress, which
 * therefore never waits for a server. Whatever ends one of them ends the synchronisation.
 */
public final class SyncThreads implements AutoCloseable {
    private static final long TICK_MILLIS = 250;
    private static final long JOIN_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final Run run;
    private final LogStream stream;
    private final ReceivedQueue queue;
    private final SourceMonitor monitor;
    private final SyncMeter meter;
    private final Consumer<IncrementalStatus> listener;
    private final LogReader reader;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Thread reading;
    private Thread watching;
    private Thread reporting;

    public SyncThreads(
            Run run,
            LogStream stream,
            ResumePoint resume,
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
        this.reader = new LogReader(stream, resume, queue, OriginFilter.of(run));
    }

    public void start() {
        reading = thread("read-log", reader);
        watching = thread("watch-source", () -> everyTick(() -> monitor.tick(meter, this::isQuiet)));
        reporting = thread("report-sync", () -> everyTick(() -> listener.accept(meter.status())));
    }

    private Thread thread(String what, Runnable work) {
        return OwnedThreads.start("dm-" + what + "-" + run.scope().taskId(), work, queue::fail);
    }

    private void everyTick(Runnable work) {
        try {
            do {
                run.scope().throwIfCancelled();
                work.run();
            } while (!stopped.await(TICK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new CancellationException("watching was interrupted");
        }
    }

    private boolean isQuiet() {
        return meter.isInDoubt() || meter.idleFor(heartbeatNanos());
    }

    private long heartbeatNanos() {
        return TimeUnit.SECONDS.toNanos(run.plan().incrementalSync().heartbeatSeconds());
    }

    /** Ends the threads; one that hangs on a dead connection is cut off. */
    @Override
    public void close() {
        stopped.countDown();
        reader.stop();
        join(reporting, () -> {});
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
