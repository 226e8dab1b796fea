package dev.datamigration.alert.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** An alarm with a thread of its own. */
public final class ThreadAlarm implements Alarm, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ThreadAlarm.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var created = new Thread(work, "alerts");
        created.setDaemon(true);
        return created;
    });
    private final Clock clock;

    public ThreadAlarm(Clock clock) {
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

    private static void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("Alerts could not be looked after", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
