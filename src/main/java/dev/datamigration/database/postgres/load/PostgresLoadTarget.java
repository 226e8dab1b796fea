package dev.datamigration.database.postgres.load;

import dev.datamigration.database.load.ColumnPair;
import dev.datamigration.database.load.FencedTransactions;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.LoadTarget;
import dev.datamigration.database.load.TouchedKeys;
import dev.datamigration.database.postgres.catalog.TableLocks;
import dev.datamigration.database.postgres.connection.ReplicaRole;
import dev.datamigration.database.postgres.connection.TableRows;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Tables of PostgreSQL that are written to. */
public final class PostgresLoadTarget implements LoadTarget {
    private static final String SETTINGS = ReplicaRole.OF_SESSION + "; SET lock_timeout = '60s'";

    private static final String LACKING = """
            SELECT EXISTS (SELECT 1 FROM pg_catalog.unnest(?::pg_catalog.text[]) AS name
                            WHERE pg_catalog.to_regclass(name) IS NULL)
            """;

    @Override
    public void prepare(Connection connection) throws SQLException {
        SqlStatement.execute(connection, SETTINGS);
        connection.setAutoCommit(false);
    }

    @Override
    public boolean lacks(Connection connection, Collection<TableName> tables) throws SQLException {
        var names = SqlStatement.array("text", tables.stream().map(Sql::quoted).toList());
        return SqlStatement.of(connection, LACKING).with(names).isTrue();
    }

    @Override
    public List<List<ColumnPair>> columns(Connection connection, List<DataTable> tables) throws SQLException {
        return TargetColumnTypes.match(connection, tables);
    }

    @Override
    public void lock(Connection connection, LoadTable table) throws SQLException {
        SqlStatement.execute(
                connection, "LOCK TABLE " + Sql.quoted(table.table().target()) + " IN ROW EXCLUSIVE MODE");
        TargetColumnTypes.check(connection, List.of(table));
    }

    @Override
    public void lockTogether(Connection connection, List<LoadTable> tables) throws SQLException {
        TableLocks.toWrite(
                connection, tables.stream().map(table -> table.table().target()).toList());
        TargetColumnTypes.check(connection, tables);
    }

    @Override
    public boolean hasRows(Connection connection, TableName table) throws SQLException {
        return TableRows.exist(connection, table);
    }

    @Override
    public void empty(Connection connection, LoadTable table) throws SQLException {
        if (table.table().inPart()) {
            TargetRows.remove(connection, table.table());
        } else {
            empty(connection, table.table().target());
        }
    }

    @Override
    public void empty(Connection connection, TableName table) throws SQLException {
        TableRows.removeAll(connection, table);
    }

    @Override
    public TouchedKeys touchedKeys(FencedTransactions transactions, Collection<LoadTable> tables) {
        return new TouchedKeyTable(transactions, tables);
    }
}
