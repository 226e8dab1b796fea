package dev.datamigration.database.switchover;

import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Objects whose content, or validity, follows from rows, and does not come with them. */
public interface DerivedObjects {

    /**
     * A foreign key that is not known to hold for all rows.
     *
     * @param validating the statement that checks it
     */
    record UncheckedForeignKey(TableName table, String name, String validating) {}

    /** Those of the tables, by table and name. */
    List<UncheckedForeignKey> uncheckedForeignKeys(Connection connection, Collection<DataTable> tables)
            throws SQLException;

    /** All materialised views of the database, as they were made: one that reads another one comes after it. */
    List<TableName> materializedViews(Connection connection) throws SQLException;

    /** Those of them that have data. */
    List<TableName> populatedViews(Connection connection) throws SQLException;

    /** Returns the statement that fills a materialised view anew. */
    String refreshing(TableName view);
}
