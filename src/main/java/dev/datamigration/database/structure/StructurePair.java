package dev.datamigration.database.structure;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The structure of two databases: the source's, and that of the target, which is to be like it. What is found is kept on the
 * target, as long as no newer worker has taken over.
 */
public interface StructurePair {

    /**
     * Remembers the source's structure as it is now, unless an earlier one is remembered.
     *
     * @throws dev.datamigration.failure.FailureException if a server failed
     */
    void remember();

    /** A look at both. */
    StructureLook look();

    /**
     * A look that waits hardly at all for locks that somebody's DDL holds: it ends with {@code LockNotAvailable} then, or
     * with {@code SourceSchemaChanged} where an object went away under it.
     */
    StructureLook lookWithoutWaiting();

    /** As {@link StructureLook#compare}, on connections of the caller's that are in autocommit mode. */
    ComparedStructure compare(Connection source, Connection target) throws SQLException;

    /**
     * Copies what users have written into tables that extensions of the server made, and their sequences, where the target
     * has no such rows yet. What it refuses is found by a comparison. Does nothing where there are no such tables.
     */
    void copyExtensionRows();
}
