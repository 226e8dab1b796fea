package dev.datamigration.database.selection;

import dev.datamigration.api.Side;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The tables of a database. */
public interface TableCatalog {

    /** Those that hold rows and the filter includes, sorted by name. */
    List<DataTable> tables(Connection connection, ObjectFilter filter) throws SQLException;

    /**
     * Returns a table of this database with the rows that are meant of it.
     *
     * @param side for what is told to people
     * @param rows their condition; empty where all are meant
     * @throws dev.datamigration.failure.FailureException if the condition means nothing here, or not always the same
     */
    DataTable meant(Connection connection, Side side, DataTable table, Optional<RowCondition> rows) throws SQLException;

    /** The outermost partitioned tables that the filter includes, sorted by name: they stand for all their partitions. */
    List<TableName> partitioned(Connection connection, ObjectFilter filter) throws SQLException;
}
