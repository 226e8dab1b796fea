package dev.datamigration.database.switchover;

import java.sql.Connection;
import java.sql.SQLException;

/** Large objects, which are no rows, and of whose changes no log tells. */
public interface LargeObjectFacts {

    /** Returns how many there are. */
    long count(Connection connection) throws SQLException;

    /** Returns how many of them the account may not read. */
    long countUnreadable(Connection connection) throws SQLException;

    /** Returns what lets the account read all of them. */
    String lettingRead();

    /** Returns a query that prints the statements which make the same objects elsewhere. */
    String contents();
}
