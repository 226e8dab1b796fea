package dev.datamigration.database.selection;

import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The tables of a database. */
public interface TableCatalog {

    /** Those that hold rows and the filter includes, sorted by name. */
    List<DataTable> tables(Connection connection, ObjectFilter filter) throws SQLException;

    /** The outermost partitioned tables that the filter includes, sorted by name: they stand for all their partitions. */
    List<TableName> partitioned(Connection connection, ObjectFilter filter) throws SQLException;
}
