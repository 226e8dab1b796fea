package dev.datamigration.engine.worker;

import dev.datamigration.database.RunScope;
import dev.datamigration.failure.FailureException;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.full.LoadHelp;
import dev.datamigration.transfer.help.Engagement;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.verify.VerificationHelp;
import java.util.Comparator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Says what this process helps the leading worker of its task with: one engagement at a time, which nobody but the leading worker
 * begins. One that has ended by itself begins anew when it is heard of after a pause, which grows.
 */
final class HelperService implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(HelperService.class);
    private static final Comparator<Engagement> BY_AGE =
            Comparator.comparingLong(Engagement::epoch).thenComparingLong(Engagement::claim);
    private static final int LONGEST_DOUBLING = 4;

    private final String taskUid;
    private final LongSupplier nanoClock;
    private final Help help;
    private Work current;
    private String dismissed;
    private int begun;

    /** What there is to do; blocks until the run's scope is cancelled, or until it cannot go on. */
    @FunctionalInterface
    interface Help {
        void help(Run run, Engagement terms);
    }

    /** @param taskUid of the one task that is served, or null where any is */
    HelperService(String taskUid) {
        this(
                taskUid,
                System::nanoTime,
                (run, terms) -> (terms.snapshot() == null
                                ? new VerificationHelp(run)
                                : new LoadHelp(run, terms.snapshot()))
                        .run());
    }

    HelperService(String taskUid, LongSupplier nanoClock, Help help) {
        this.taskUid = taskUid;
        this.nanoClock = nanoClock;
        this.help = help;
    }

    /** Says what became of an engagement. */
    enum Reception {
        Accepted,
        /** A later one came before, or it was ended. */
        Refused,
        /** It is of another task. */
        Misdirected
    }

    synchronized Reception engage(Engagement wanted) {
        if (taskUid != null && !taskUid.equals(wanted.taskUid())) {
            return Reception.Misdirected;
        }
        if (wanted.id().equals(dismissed) || (current != null && BY_AGE.compare(current.terms, wanted) > 0)) {
            return Reception.Refused;
        }
        if (current == null || !current.terms.id().equals(wanted.id())) {
            close();
            begun = 0;
            current = new Work(wanted);
        } else if (current.ended == null) {
            current.run.update(wanted.plan());
            current.run.speed().follow(wanted.speed());
        } else if (nanoClock.getAsLong() - current.begunAt >= pauseNanos()) {
            begun++;
            current = new Work(wanted);
        }
        return Reception.Accepted;
    }

    private long pauseNanos() {
        return TimeUnit.SECONDS.toNanos(2L << Math.min(LONGEST_DOUBLING, begun));
    }

    /** Returns why it does not help, for people; null where it does. */
    synchronized String problem() {
        return current == null ? "it is not engaged" : current.ended;
    }

    /** Ends an engagement for good. */
    synchronized void dismiss(String id) {
        dismissed = id;
        if (current != null && current.terms.id().equals(id)) {
            close();
        }
    }

    /** Cuts every connection; what is under way fails. */
    @Override
    public synchronized void close() {
        if (current != null) {
            current.run.scope().cancel();
            current = null;
        }
    }

    /** A thread that helps. */
    private final class Work {
        private final Engagement terms;
        private final Run run;
        private final long begunAt = nanoClock.getAsLong();
        private volatile String ended;

        private Work(Engagement terms) {
            this.terms = terms;
            var scope =
                    new RunScope(terms.taskUid(), terms.epoch(), new RunScope.Helping(terms.number(), terms.claim()));
            this.run = new Run(scope, terms.plan()).directed(terms.direction());
            // it must not read or write elsewhere than the leading worker, whatever the address leads to
            if (terms.source() != null) {
                run.source().pin(terms.source());
            }
            if (terms.target() != null) {
                run.target().pin(terms.target());
            }
            run.speed().follow(terms.speed());
            OwnedThreads.start("help", this::help, this::failed);
        }

        private void help() {
            try {
                help.help(run, terms);
                end("nothing is left to do");
            } catch (CancellationException e) {
                end("it was told to end");
            } catch (FailureException e) {
                end(e.failure().message() + " " + e.failure().remedy());
            }
        }

        private void failed(Throwable error) {
            LOG.error("Unexpected error while helping", error);
            end("an unexpected " + error.getClass().getSimpleName() + ", see the log of this worker");
        }

        private void end(String why) {
            run.scope().cancel();
            ended = why;
        }
    }
}
