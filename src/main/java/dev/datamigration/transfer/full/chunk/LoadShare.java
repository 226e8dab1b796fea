package dev.datamigration.transfer.full.chunk;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.table.TableName;
import dev.datamigration.transfer.full.table.RewrittenTables;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The part of a load that one process does, all of whose threads take chunks from the checkpoints. Whoever finds none is woken by
 * the next that is planned here, and looks after a while for others, such as one that a lost worker had taken.
 */
public final class LoadShare {
    /** The planner is held back where it is so many chunks ahead, as a rate that changes decides how large they are. */
    private static final int FAR_AHEAD = 1000;

    private static final long LOOK_MILLIS = 200;

    private final RunScope scope;
    private final Map<TableName, LoadTable> tables;
    private final RewrittenTables rewritten;
    private final Predicate<LoadTable> complete;
    private long planned;
    private long moved;
    private boolean allPlanned;

    /**
     * @param tables that are to be loaded chunk by chunk
     * @param rewritten tables that cannot be read any more: what is left of them is passed over
     * @param complete whether a table is known to be loaded
     */
    public LoadShare(
            RunScope scope, Collection<LoadTable> tables, RewrittenTables rewritten, Predicate<LoadTable> complete) {
        this.scope = scope;
        this.tables = tables.stream().collect(Collectors.toMap(LoadTable::name, Function.identity()));
        this.rewritten = rewritten;
        this.complete = complete;
    }

    /** Waits while the planning is far ahead of the copying. */
    void awaitRoom() {
        while (isFarAhead()) {
            scope.pause(LOOK_MILLIS);
        }
    }

    private synchronized boolean isFarAhead() {
        return planned - moved >= FAR_AHEAD;
    }

    /** One more chunk can be taken. */
    synchronized void planned() {
        planned++;
        notify();
    }

    /** Returns how many chunks were planned here so far. */
    synchronized long plannedSoFar() {
        return planned;
    }

    /** No chunk will be planned any more. */
    synchronized void allPlanned() {
        allPlanned = true;
        notifyAll();
    }

    /** So many chunks were dealt with, by whomever. */
    public synchronized void moved(long chunks) {
        moved += chunks;
        if (allPlanned) {
            notifyAll();
        }
    }

    /** Returns whether everything is loaded that can be. */
    public synchronized boolean isOver() {
        return allPlanned
                && tables.values().stream().allMatch(table -> complete.test(table) || rewritten.contains(table));
    }

    /**
     * Waits until a chunk may be there to be taken; false once there will be none any more.
     *
     * @param seen how many were planned when one was looked for in vain
     */
    synchronized boolean awaitChunk(long seen) {
        if (!isOver() && planned <= seen) {
            scope.throwIfCancelled();
            try {
                wait(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
        }
        return !isOver();
    }

    /**
     * The table of a chunk that was taken, as it was planned.
     *
     * @throws IllegalStateException if that is not to be loaded
     */
    LoadTable table(TableName name) {
        var table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException(name + " is not to be loaded");
        }
        return table;
    }

    /** The tables of which no chunk is to be taken. */
    Collection<TableName> passedOver() {
        return rewritten.names();
    }

    void rewritten(LoadTable table) {
        rewritten.add(table);
        moved(1);
    }
}
