package dev.datamigration.database.switchover;

import java.sql.Connection;
import java.sql.SQLException;

/** Statements that this kind of database has made for itself, and that were kept as texts until their time came. */
public interface KeptStatements {

    /** @param connection in autocommit mode */
    void run(Connection connection, String statement) throws SQLException;

    /**
     * As {@link #run}, but does nothing where what the statement is about is gone.
     *
     * @param connection in autocommit mode
     */
    void runIfThere(Connection connection, String statement) throws SQLException;
}
