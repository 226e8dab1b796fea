package dev.datamigration.engine.worker;

import dev.datamigration.engine.Goal;
import dev.datamigration.engine.MigrationEngine;
import dev.datamigration.engine.TaskId;
import dev.datamigration.engine.wire.NumberedReport;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The one task that this process serves, from the first goal on. */
final class HostedTask {
    private final MigrationEngine engine;
    private final String uid;
    private final String process = UUID.randomUUID().toString();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private Goal goal;
    private long term;
    private long revision;

    /** @param uid of the task, or null where the first goal says it */
    HostedTask(MigrationEngine engine, String uid) {
        this.engine = engine;
        this.uid = uid;
        engine.onChange(this::changed);
    }

    /** Says what became of a goal. */
    enum Reception {
        Taken,
        /** The goal is of an earlier worker: whoever sent it has been replaced. */
        Superseded,
        /** A later leader commands this worker: whoever sent the goal does not lead any more. */
        Outranked,
        /** The goal is of another task. */
        Misdirected,
        /** The goal is for another process, which this one has come after. */
        OtherProcess
    }

    /** Tells this process from others of the same task. */
    String process() {
        return process;
    }

    /** Notes that a leader of this term asks, whatever it asks. */
    synchronized void heed(long asking) {
        term = Math.max(term, asking);
    }

    /** The latest term of a leader that has asked anything; 0 where none has named its term. */
    synchronized long term() {
        return term;
    }

    /**
     * Takes a goal, unless a later leader has asked or a later worker's goal is being pursued.
     *
     * @param addressee the process that is meant, or null where none is named
     * @param asking the term of the leader that sent it; 0 where it names none
     */
    Reception take(Goal newer, String addressee, long asking) {
        var reception = process.equals(addressee) ? receive(newer, asking) : Reception.OtherProcess;
        if (reception == Reception.Taken) {
            listeners.forEach(Runnable::run);
        }
        return reception;
    }

    private synchronized Reception receive(Goal newer, long asking) {
        if (!newer.task().uid().equals(servedUid(newer))) {
            return Reception.Misdirected;
        }
        if (asking > 0 && asking < term) {
            return Reception.Outranked;
        }
        if (goal != null && newer.epoch() < goal.epoch()) {
            return Reception.Superseded;
        }
        goal = newer;
        revision++;
        engine.pursue(newer);
        return Reception.Taken;
    }

    private String servedUid(Goal newer) {
        if (uid != null) {
            return uid;
        }
        return goal == null ? newer.task().uid() : goal.task().uid();
    }

    /** Empty before the first goal. */
    synchronized Optional<NumberedReport> report() {
        return goal == null
                ? Optional.empty()
                : engine.report(goal.task()).map(report -> new NumberedReport(revision, report));
    }

    /** Calls whenever the revision has grown; never while holding a lock. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed(TaskId task) {
        synchronized (this) {
            revision++;
        }
        listeners.forEach(Runnable::run);
    }
}
