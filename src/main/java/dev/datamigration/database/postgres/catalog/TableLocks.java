package dev.datamigration.database.postgres.catalog;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.Collectors;

/** Locks several tables for the transaction that is open. Waits for none of them for long, since it holds others meanwhile. */
public final class TableLocks {
    private static final String WAIT_BRIEFLY = "SET LOCAL lock_timeout = '200ms'; LOCK TABLE ";

    private TableLocks() {}

    /** Against being dropped, rewritten or truncated. */
    public static void toRead(Connection connection, Collection<TableName> tables) throws SQLException {
        lock(connection, tables, "ACCESS SHARE");
    }

    /** Against changes of their columns. */
    public static void toWrite(Connection connection, Collection<TableName> tables) throws SQLException {
        lock(connection, tables, "ROW EXCLUSIVE");
    }

    private static void lock(Connection connection, Collection<TableName> tables, String mode) throws SQLException {
        var names = tables.stream().map(table -> "ONLY " + Sql.quoted(table)).collect(Collectors.joining(", "));
        SqlStatement.execute(connection, WAIT_BRIEFLY + names + " IN " + mode + " MODE");
    }
}
