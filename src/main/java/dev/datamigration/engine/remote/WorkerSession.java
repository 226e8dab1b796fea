package dev.datamigration.engine.remote;

import dev.datamigration.engine.Goal;
import dev.datamigration.engine.wire.NumberedReport;
import dev.datamigration.failure.Failure;
import dev.datamigration.lifecycle.model.Report;
import java.time.Instant;
import java.util.Optional;

/**
 * Holds what is known of one task's worker, and decides what follows from it. No I/O; every method is atomic.
 *
 * <p>An epoch belongs to the first process that is met for it. Another process that shows up has come after it, so that the
 * epoch is over, and the worker gone: never may two processes pursue the same epoch.
 */
final class WorkerSession {
    private long epoch;
    private boolean begunHere;
    private String process;
    private Goal goal;
    private Goal delivered;
    private long revision;
    private Report last;
    private boolean heard;
    private Instant heardAt;
    private Failure trouble;
    private boolean gone;

    WorkerSession(Instant now) {
        this.heardAt = now;
    }

    /** The worker was started for this epoch by another operator, or an earlier one. */
    synchronized void inherit(long started) {
        epoch = started;
        heard = true;
    }

    /** Returns whether that is something new. */
    synchronized boolean want(Goal told, Instant now) {
        var newer = goal == null ? told : told.following(goal);
        if (newer.epoch() < epoch || (newer.equals(goal) && !gone)) {
            return false;
        }
        if (newer.epoch() > epoch) {
            epoch = newer.epoch();
            begunHere = true;
            process = null;
            heard = false;
            heardAt = now;
            trouble = null;
            gone = false;
        }
        goal = newer;
        return true;
    }

    /** Empty once the worker is gone: it is without memory of the task, or is given up. */
    synchronized Optional<Report> report() {
        return gone ? Optional.empty() : Optional.of(ReportDerivation.of(epoch, goal, last, trouble));
    }

    synchronized boolean isGone() {
        return gone;
    }

    /** The goal that the worker does not have yet. */
    synchronized Optional<Goal> undelivered() {
        return gone || goal == null || goal.equals(delivered) ? Optional.empty() : Optional.of(goal);
    }

    synchronized void deliver(Goal brought) {
        delivered = brought;
    }

    /** The last goal that the worker took; null where this operator has not told it anything. */
    synchronized Goal delivered() {
        return delivered;
    }

    /** The process that the epoch belongs to; empty before it is met. */
    synchronized Optional<String> process() {
        return Optional.ofNullable(process);
    }

    /**
     * A process was met that is to be brought this goal.
     *
     * @param blank whether it knows nothing of the task
     * @return whether it is the one that the epoch belongs to
     */
    synchronized boolean meet(String met, boolean blank, Goal bringing) {
        if (bringing.epoch() != epoch) {
            return true; // a later epoch came meanwhile, which has its own first meeting
        }
        if (process == null && !(blank && !begunHere)) {
            process = met;
        }
        return met.equals(process);
    }

    /**
     * A process told how things are.
     *
     * @return whether it is the one that the epoch belongs to, as far as that is known
     */
    synchronized boolean recognise(String told) {
        if (process == null && !begunHere) {
            process = told;
        }
        return process == null || process.equals(told);
    }

    /** Returns whether a process without memory has lost it: it had taken a goal of the epoch that is wanted. */
    synchronized boolean shouldKnow(Goal expected) {
        return goal == null || (expected != null && expected.epoch() == epoch);
    }

    /** Returns whether the worker was started by another operator, or an earlier one, which may have been of another version. */
    synchronized boolean isInherited() {
        return !begunHere;
    }

    synchronized boolean isWanted(Goal brought) {
        return brought.epoch() == epoch;
    }

    synchronized long revision() {
        return revision;
    }

    /**
     * Returns whether there is a reason to look at the task: the worker counts its revision up for what does not wait for the next
     * look, such as the end of a step, and not for progress.
     */
    synchronized boolean hear(NumberedReport told, Instant now) {
        var before = report().map(Report::activity);
        var changed = told.revision() != revision && revision != 0;
        revision = told.revision();
        last = told.report();
        hear(now);
        return changed || before.isEmpty() || !before.get().equals(last.activity());
    }

    synchronized void hear(Instant now) {
        heard = true;
        heardAt = now;
        trouble = null;
    }

    /** Returns whether the worker of this epoch was heard since it was started. */
    synchronized boolean isHeard() {
        return heard;
    }

    /** @param down whether its place says that it does not run */
    synchronized LivenessPolicy.Meaning liveness(Instant now, boolean down, RemoteSettings settings) {
        return LivenessPolicy.meaning(heardAt, now, heard, down, settings);
    }

    /** Returns whether that is new. */
    synchronized boolean worry(Failure why) {
        var isNew = trouble == null;
        trouble = why;
        return isNew;
    }

    synchronized boolean isReleasing() {
        return goal != null && goal.isRelease();
    }

    synchronized boolean isWorried() {
        return trouble != null;
    }

    /** Returns whether that is new. */
    synchronized boolean lose() {
        var isNew = !gone;
        gone = true;
        delivered = null;
        last = null;
        revision = 0;
        return isNew;
    }
}
