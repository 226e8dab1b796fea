package dev.datamigration.database.postgres.catalog;

import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.selection.TableCatalog;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The tables of a PostgreSQL database. */
public final class PostgresTableCatalog implements TableCatalog {
    @Override
    public List<DataTable> tables(Connection connection, ObjectFilter filter) throws SQLException {
        return DataTables.read(connection, filter);
    }

    @Override
    public List<TableName> partitioned(Connection connection, ObjectFilter filter) throws SQLException {
        return PartitionRoots.read(connection, filter);
    }
}
