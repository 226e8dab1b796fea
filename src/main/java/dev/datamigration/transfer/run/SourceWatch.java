package dev.datamigration.transfer.run;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.failure.FailureException;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.speed.SourceLook;
import dev.datamigration.transfer.speed.YieldingWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks once a second, over one session of its own, how the database that is read fares while a load or a verification reads it, and
 * tells the run's speed. Where the task writes to that database's log anyway, a message there shows how long a commit takes. Nothing
 * depends on it: what cannot be asked is not known.
 */
public final class SourceWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SourceWatch.class);
    private static final long APART_MILLIS = 1_000;
    private static final long LOG_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LONGEST_CLOSE_MILLIS = 2_000;
    private static final int LONGEST_ANSWER_MILLIS = 30_000;

    private final Run run;
    private final RunScope scope;
    private final YieldingWork work;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private Connection connection;
    private long logSeen = System.nanoTime() - LOG_NANOS;

    private SourceWatch(Run run, YieldingWork work) {
        this.run = run;
        this.scope = run.scope().child();
        this.work = work;
        run.speed().begin(work, run.direction());
        this.thread = OwnedThreads.start("dm-speed-" + scope.taskId(), this::watch, this::died);
    }

    /** Watches until it is closed; from then on nothing gives way any more. */
    public static SourceWatch begin(Run run, YieldingWork work) {
        return new SourceWatch(run, work);
    }

    private void watch() {
        try {
            do {
                lookIfPossible();
            } while (!stopped.await(APART_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new CancellationException("watching was interrupted");
        } finally {
            disconnect();
        }
    }

    private void lookIfPossible() {
        try {
            look();
        } catch (FailureException e) {
            // whoever works on that server meets the same error and reports it
            LOG.debugf(e, "Task %s: cannot ask how the source fares", scope.taskId());
            disconnect();
        }
    }

    private void died(Throwable error) {
        if (!scope.isCancelled()) {
            LOG.warnf(error, "Task %s: nobody watches any more how the source fares", scope.taskId());
        }
    }

    private void look() {
        if (connection == null) {
            connection = SqlWork.open(
                    run.from().server(),
                    scope,
                    "speed",
                    opened -> opened.setNetworkTimeout(Runnable::run, LONGEST_ANSWER_MILLIS));
        }
        run.speed().asked();
        var found = SqlWork.call(run.from().server(), scope, "asking how the source fares", this::ask);
        run.speed().seen(found);
    }

    private SourceLook ask() throws SQLException {
        var asked = System.nanoTime();
        if (run.plan().has(MigrationType.Incremental)) {
            run.from().changeLog().move(connection, scope.taskId());
        } else {
            run.from().changeLog().written(connection);
        }
        var answered = System.nanoTime();
        var activity = run.from().activity().read(connection);
        if (work == YieldingWork.Load && answered - logSeen >= LOG_NANOS) {
            logSeen = answered;
            askForLog();
        }
        return new SourceLook(answered, Duration.ofNanos(answered - asked).toMillis(), activity);
    }

    /** While changes are synchronised, whoever watches the log tells of it. */
    private void askForLog() throws SQLException {
        var kept = run.capture().find(connection);
        if (kept.isPresent()) {
            run.speed()
                    .kept(
                            run.direction(),
                            kept.get().retainedBytes(),
                            run.from().changeLog().keptAtMost(connection));
        }
    }

    private void disconnect() {
        run.speed().unanswered();
        if (connection != null) {
            scope.close(connection);
            connection = null;
        }
    }

    /** Returns once its session has ended; one that does not answer is cut off. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(LONGEST_CLOSE_MILLIS);
            scope.cancel();
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            scope.cancel();
        }
        run.speed().end();
    }
}
