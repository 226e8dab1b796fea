package dev.datamigration.database.load;

import dev.datamigration.database.table.DataTable;
import java.util.List;

/** Says where to cut tables, over a connection of its own. */
public interface KeySplitter extends AutoCloseable {

    /** Returns how many rows a table may have, from its size now: no fewer than it has. */
    long mostRows(DataTable table);

    /** Returns how many rows a table has, estimated from some of them as they are now. */
    long sampledRows(DataTable table);

    /** Returns how many blocks the file of a table has now that is cut by them. */
    long blocks(DataTable table);

    /**
     * The key of the {@code rows}-th row above a key.
     *
     * @param above null from the first row on
     * @return as the server prints its values; null if there are fewer
     */
    List<String> next(LoadTable table, List<String> above, long rows);

    @Override
    void close();
}
