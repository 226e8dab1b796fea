package dev.datamigration.database.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** Keys that changed, by table, kept by the target: there may be more than memory holds. */
public interface TouchedKeys {

    /** @param key its values as the log prints them */
    void add(LoadTable table, List<String> key);

    /** All rows are gone: the keys that changed before are forgotten. */
    void truncate(LoadTable table);

    /** Nothing more is added. */
    void flush();

    /** Deletes the rows with these keys from the target table, or all rows if it was truncated. */
    void deleteRows(Connection connection, LoadTable table) throws SQLException;

    /** Hands out the keys of a table, each once, in pages. */
    void forEachPage(Connection connection, LoadTable table, Consumer<List<List<String>>> reader) throws SQLException;

    /** Forgets all of them. */
    void drop();
}
