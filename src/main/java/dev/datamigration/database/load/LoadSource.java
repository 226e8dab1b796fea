package dev.datamigration.database.load;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** Answers what a load asks of the tables that it reads. */
public interface LoadSource {

    /** The keys of tables whose rows can be read in the order of their key; others are left out. */
    Map<TableName, TableKey> keys(Connection source, Collection<DataTable> tables) throws SQLException;

    /**
     * The files of tables whose rows can be read by ranges of blocks, each at the cost of these blocks alone, as they are now; others
     * are left out. The log has every change by which a row gets to another block of the same file.
     */
    Map<TableName, Long> files(Connection source, Collection<DataTable> tables) throws SQLException;

    KeySplitter splitter(RunScope scope);

    /** Returns what to throw where the log does not tell the key of rows that changed. */
    FailureException keyNotLogged(LoadTable table);
}
