package dev.datamigration.database.checkpoint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** All differences that a comparison of the structure found, however many there are. */
public interface SchemaDifferenceStore {

    /**
     * A difference as people are told of it.
     *
     * @param changed whether it came by a change on the source since the task began to migrate it
     * @param sql closes it on the target, or null where nothing is known to
     */
    record Found(boolean changed, String kind, String name, String message, String sql) {}

    /** Replaces what an earlier comparison kept, in the caller's transaction. */
    void replace(Connection connection, List<Found> differences) throws SQLException;

    /** The query that prints the statements in their order. */
    String query();
}
