package dev.datamigration.database.load;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.selection.ObjectFilter;
import java.sql.Connection;
import java.util.Collection;

/** Takes snapshots of the database that a load reads. Each ends with its scope, or when it is closed. */
public interface Snapshots {

    /**
     * A snapshot of now, where nothing reads the log.
     *
     * @param tables that are to be read under it
     * @param readers how many there are to be at the same time, at most: where a snapshot cannot be handed to another
     *     connection all of them are opened together with it
     */
    Snapshot take(RunScope scope, Collection<LoadTable> tables, int readers);

    /**
     * A snapshot of now from which on the log is kept, with a position for each table. Whatever was kept under that name
     * before is given up. Waits for all transactions that are open on the server, which can take long.
     *
     * @param source in autocommit mode
     * @param capture name by which the log is kept
     * @param filter that has selected the tables
     * @throws dev.datamigration.failure.FailureException SnapshotLost if tables kept changing meanwhile, or what keeps the
     *     server from it
     */
    Snapshot capture(
            RunScope scope,
            Connection source,
            String capture,
            ObjectFilter filter,
            Collection<LoadTable> tables,
            int readers);

    /** As {@link #take}, with a position for each table, beside a log that is kept already. */
    Snapshot beside(RunScope scope, String capture, Collection<LoadTable> tables, int readers);

    /**
     * One that another process keeps alive.
     *
     * @param name that its {@link Snapshot#name} has told
     */
    Snapshot elsewhere(String name);
}
