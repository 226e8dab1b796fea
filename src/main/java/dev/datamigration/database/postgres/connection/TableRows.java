package dev.datamigration.database.postgres.connection;

import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;

/** Removes rows of a table. A partitioned table stands for its partitions, any other only for itself. */
public final class TableRows {
    /** Whoever reads the table is waited for no longer. */
    private static final String EMPTIED_AT_ONCE = "SET LOCAL lock_timeout = '2s'; TRUNCATE ";

    private static final String IS_PARTITIONED = """
            SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_class
                            WHERE oid = pg_catalog.to_regclass(?) AND relkind = 'p')
            """;

    private TableRows() {}

    /** {@code DELETE FROM … AS t}. */
    public static String deletion(Connection connection, TableName table) throws SQLException {
        return "DELETE FROM " + extent(connection, table) + " AS t";
    }

    /** Returns whether there is any, that this transaction sees. */
    public static boolean exist(Connection connection, TableName table) throws SQLException {
        return SqlStatement.of(connection, "SELECT 1 FROM " + extent(connection, table) + " LIMIT 1")
                .exists();
    }

    /**
     * Removes all of them, as part of the open transaction: at once where that is possible, since a transaction that deletes
     * one after another keeps slots of that server waiting. It is not where somebody reads the table, the account may only delete, or
     * a foreign key refers to the table. The transaction waits for no other lock for long afterwards.
     */
    public static void removeAll(Connection connection, TableName table) throws SQLException {
        var extent = extent(connection, table);
        var before = connection.setSavepoint();
        try {
            SqlStatement.execute(connection, EMPTIED_AT_ONCE + extent);
        } catch (SQLException e) {
            connection.rollback(before);
            SqlStatement.execute(connection, "DELETE FROM " + extent);
        }
    }

    private static String extent(Connection connection, TableName table) throws SQLException {
        var partitioned = SqlStatement.of(connection, IS_PARTITIONED)
                .with(Sql.quoted(table))
                .isTrue();
        return new TableExtent(table, partitioned).sql();
    }
}
