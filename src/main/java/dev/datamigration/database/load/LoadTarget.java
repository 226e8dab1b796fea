package dev.datamigration.database.load;

import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Answers what a load asks of the tables that it writes to. Nothing here ends a transaction. */
public interface LoadTarget {

    /**
     * Readies a connection in autocommit mode for transactions that write rows: nothing of the target acts on what was
     * checked on the source, and no lock is waited for without end.
     */
    void prepare(Connection connection) throws SQLException;

    /** Returns whether any of these tables does not exist. */
    boolean lacks(Connection connection, Collection<TableName> tables) throws SQLException;

    /**
     * The columns of each table to copy into, as they are now.
     *
     * @throws dev.datamigration.failure.FailureException TargetSchemaChanged if a table or a column is missing there
     */
    List<List<ColumnPair>> columns(Connection connection, List<DataTable> tables) throws SQLException;

    /**
     * Locks a table against changes of its columns until the transaction ends, and sees that they are still as planned.
     *
     * @throws dev.datamigration.failure.FailureException TargetSchemaChanged
     */
    void lock(Connection connection, LoadTable table) throws SQLException;

    /** As {@link #lock}, of several tables; waits for none of them for long. */
    void lockTogether(Connection connection, List<LoadTable> tables) throws SQLException;

    /** Returns whether there is any row, that this transaction sees. */
    boolean hasRows(Connection connection, TableName table) throws SQLException;

    /**
     * Removes all rows of the table that are meant, as part of the open transaction, which waits for no other lock for long
     * afterwards.
     */
    void empty(Connection connection, LoadTable table) throws SQLException;

    /** As {@link #empty(Connection, LoadTable)}, of a table whose rows are all the task's own. */
    void empty(Connection connection, TableName table) throws SQLException;

    /** @param transactions on the connection that will delete the rows */
    TouchedKeys touchedKeys(FencedTransactions transactions, Collection<LoadTable> tables);
}
