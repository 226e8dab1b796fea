package dev.datamigration.database.load;

import java.sql.SQLException;

/** Rows on their way out of a table, in a form that the {@link RowSink} of the same {@link RowPipe} takes. */
public interface RowReader {

    /** The next row, which is the caller's; null after the last. */
    byte[] next() throws SQLException;

    /** Returns how many rows the server says that it has sent, once they have ended. */
    long sent();
}
