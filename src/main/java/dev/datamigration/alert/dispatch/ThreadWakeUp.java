package dev.datamigration.alert.dispatch;

import dev.datamigration.thread.OutOfMemory;
import dev.datamigration.thread.OwnedThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** An alarm with a thread of its own. */
public final class ThreadWakeUp implements WakeUp, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ThreadWakeUp.class);

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final ScheduledExecutorService thread =
            OwnedThreads.scheduled("alerts", 1, error -> LOG.error("Alerts are not looked after any more", error));
    private final Clock clock;

    public ThreadWakeUp(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void at(Instant time, Runnable work) {
        // a millisecond more: waking too early would only mean to wait again
        var delay = Math.max(0, Duration.between(clock.instant(), time).toMillis() + 1);
        try {
            thread.schedule(() -> run(work), delay, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Alerts are not looked after any more: the operator stops");
        }
    }

    /** What went wrong once is tried again: nobody else would wake whoever waits for this. */
    private void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            OutOfMemory.check(e);
            LOG.error("Alerts could not be looked after", e);
            at(clock.instant().plus(PAUSE), work);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
