package dev.datamigration.database.postgres.structure.extension;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A table of an extension of which the extension says that some rows are its user's ({@code pg_extension_config_dump}): they
 * belong to the database, although the table comes with the extension.
 *
 * @param condition the WHERE clause that tells the user's rows from the extension's; empty where all are
 * @param columns that can be written
 */
record ConfigurationTable(String extension, TableName name, String condition, List<String> columns) {
    private static final String SQL = """
            SELECT e.extname, n.nspname, c.relname, coalesce(e.extcondition[o.number], ''),
                   ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
                          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                          ORDER BY a.attnum)
              FROM pg_catalog.pg_extension e
             CROSS JOIN LATERAL unnest(e.extconfig) WITH ORDINALITY o (relation, number)
              JOIN pg_catalog.pg_class c ON c.oid = o.relation AND c.relkind IN ('r', 'p')
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE pg_catalog.has_table_privilege(c.oid, 'SELECT')
             ORDER BY 1, 2, 3
            """;

    public ConfigurationTable {
        columns = List.copyOf(columns);
    }

    /** Those of the database that the account may read. */
    static List<ConfigurationTable> all(Connection connection) throws SQLException {
        return SqlStatement.of(connection, SQL)
                .list(row -> new ConfigurationTable(
                        row.getString(1),
                        new TableName(row.getString(2), row.getString(3)),
                        row.getString(4),
                        List.of((String[]) row.getArray(5).getArray())));
    }

    /** Returns whether it is the same table, whatever schema the extension was put into. */
    boolean isSame(ConfigurationTable other) {
        return extension.equals(other.extension) && name.table().equals(other.name.table());
    }

    /** A query of the user's rows, with these columns. */
    String rows(List<String> wanted) {
        return "SELECT " + Sql.identifiers(wanted) + " FROM ONLY " + Sql.quoted(name) + " " + condition;
    }

    /**
     * Number and hash of the user's rows; equal for the same rows in any order.
     *
     * @param wanted the columns to look at
     */
    String digest(Connection connection, List<String> wanted) throws SQLException {
        return SqlStatement.of(
                        connection,
                        "SELECT pg_catalog.concat_ws(' ', pg_catalog.count(*),"
                                + " pg_catalog.sum(pg_catalog.hashtextextended(r::text, 0))) FROM (" + rows(wanted)
                                + ") r")
                .one(row -> row.getString(1));
    }
}
