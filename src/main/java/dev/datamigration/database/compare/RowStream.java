package dev.datamigration.database.compare;

import java.sql.SQLException;

/** Rows in the order of their bucket hash, a few in memory at a time. */
public interface RowStream extends AutoCloseable {
    /** Returns whether there is a row at hand. */
    boolean present();

    /** The bucket hash of the row at hand. */
    long hash() throws SQLException;

    /** Takes the row at hand and goes on to the next. */
    HashedRow take() throws SQLException;

    @Override
    void close() throws SQLException;
}
