package dev.datamigration.database.load;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Says how rows get from one database into the other. What is read is written as it is: whatever has to become something else on
 * the way does so where it is read.
 */
public interface RowPipe {

    /** @param source in a transaction, which reads nothing else until the rows have ended */
    RowReader read(Connection source, LoadTable table, RowSelection rows) throws SQLException;

    /** @param target in a transaction, which does nothing else until the sink is ended */
    RowSink write(Connection target, LoadTable table) throws SQLException;
}
