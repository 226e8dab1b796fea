package dev.datamigration.database.checkpoint;

import dev.datamigration.database.Position;
import dev.datamigration.database.log.LogIdentity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Whose log the positions of one direction belong to, those of loaded tables and of the watch for late writes included.
 * Nothing here begins or ends a transaction.
 */
public interface ReadLogStore {

    /** Empty where no position is known, or those are of a version that did not note it. */
    Optional<LogIdentity> identity(Connection connection) throws SQLException;

    /** Notes whose log it is; must commit together with the first position, and again after each failover. */
    void place(Connection connection, LogIdentity log) throws SQLException;

    /** The latest position of which anything is in this database; empty where there is none. */
    Optional<Position> reach(Connection connection) throws SQLException;
}
