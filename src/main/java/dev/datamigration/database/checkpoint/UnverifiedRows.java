package dev.datamigration.database.checkpoint;

import dev.datamigration.database.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Says of a direction that it was begun anew over rows of which it is not known what they lack, and that no verification
 * has found both databases equal since; within the caller's transaction.
 */
public interface UnverifiedRows {

    /** Since when; empty where there is nothing to verify. */
    Optional<Instant> since(Connection connection) throws SQLException;

    /**
     * Notes it, and forgets what was compared before.
     *
     * @param from the position in the log from which changes are applied again
     */
    void place(Connection connection, Position from) throws SQLException;

    /** Both databases were found equal. */
    void remove(Connection connection) throws SQLException;
}
