package dev.datamigration.database.load;

import java.sql.SQLException;

/** Rows on their way into a table, as part of the open transaction. */
public interface RowSink {

    /** @param data whose first {@code length} bytes are rows, one behind the other */
    void write(byte[] data, int length) throws SQLException;

    /** Says how many rows the table has taken. */
    long end() throws SQLException;
}
