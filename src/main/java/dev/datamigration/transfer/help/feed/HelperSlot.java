package dev.datamigration.transfer.help.feed;

import dev.datamigration.database.RunScope;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.help.Helper;
import dev.datamigration.transfer.help.HelperUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** A helper with the threads that keep it busy. One that fails is left alone for a while, longer each time. */
final class HelperSlot implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(HelperSlot.class);
    private static final long IDLE_MILLIS = 50;
    private static final int LONGEST_DOUBLING = 5;

    private final Helper helper;
    private final RunScope scope;
    private final Supplier<WorkFeed> feeds;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ending;
    private volatile String problem = "";
    private int failures;
    private long notBefore = System.nanoTime();

    /**
     * @param scope a scope of its own, which its end cancels
     * @param width how many lanes
     * @param onFailure told of what is not the helper's fault
     */
    HelperSlot(Helper helper, RunScope scope, int width, Supplier<WorkFeed> feeds, Consumer<Throwable> onFailure) {
        this.helper = helper;
        this.scope = scope;
        this.feeds = feeds;
        for (var n = 0; n < width; n++) {
            threads.add(OwnedThreads.start("helper-lane", this::live, onFailure));
        }
    }

    boolean isAtWork() {
        return helper.isReady() && isTrusted();
    }

    /** Returns why it is not at work; empty where nothing is known. */
    String problem() {
        return problem.isEmpty() ? helper.problem() : problem;
    }

    private void live() {
        try {
            awaitHelper();
            if (!ending) {
                work();
            }
        } catch (CancellationException e) {
            // the run ends, or this helper is not wanted any more
        }
    }

    /** What a lane needs is not opened for a helper that never comes. */
    private void awaitHelper() {
        while (!isAtWork() && !ending) {
            scope.pause(IDLE_MILLIS);
        }
    }

    private void work() {
        try (var feed = feeds.get()) {
            while (true) {
                scope.throwIfCancelled();
                if (isAtWork() && hasStepped(feed)) {
                    continue;
                }
                if (ending) {
                    return;
                }
                scope.pause(IDLE_MILLIS);
            }
        }
    }

    private boolean hasStepped(WorkFeed feed) {
        try {
            var stepped = feed.step(helper);
            if (stepped) {
                trust();
            }
            return stepped;
        } catch (HelperUnavailableException e) {
            setAside(e.getMessage());
            return false;
        }
    }

    private synchronized boolean isTrusted() {
        return System.nanoTime() - notBefore >= 0;
    }

    private synchronized void trust() {
        failures = 0;
        problem = "";
    }

    private synchronized void setAside(String why) {
        if (isTrusted()) { // several lanes meet the same fault
            failures = Math.min(LONGEST_DOUBLING, failures + 1);
            notBefore = System.nanoTime() + TimeUnit.SECONDS.toNanos(1L << failures);
            LOG.warnf("Worker %d of task %s is left alone for a while: %s", helper.number(), scope.taskId(), why);
        }
        problem = why;
    }

    /** Lets the lanes do what there still is, and waits for them. */
    void finish() {
        ending = true;
        join();
    }

    /** Breaks off what it is doing; returns when its lanes have ended. */
    @Override
    public void close() {
        ending = true;
        scope.cancel();
        helper.close();
        join();
    }

    private void join() {
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
