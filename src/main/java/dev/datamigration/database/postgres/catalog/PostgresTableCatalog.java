package dev.datamigration.database.postgres.catalog;

import dev.datamigration.api.Side;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.selection.RowCondition;
import dev.datamigration.database.selection.TableCatalog;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The tables of a PostgreSQL database. */
public final class PostgresTableCatalog implements TableCatalog {
    @Override
    public List<DataTable> tables(Connection connection, ObjectFilter filter) throws SQLException {
        return DataTables.read(connection, filter);
    }

    @Override
    public DataTable meant(Connection connection, Side side, DataTable table, Optional<RowCondition> rows)
            throws SQLException {
        return rows.isEmpty() ? table : table.with(RowFilters.of(connection, side, table, rows.get()));
    }

    @Override
    public List<TableName> partitioned(Connection connection, ObjectFilter filter) throws SQLException {
        return PartitionRoots.read(connection, filter);
    }
}
