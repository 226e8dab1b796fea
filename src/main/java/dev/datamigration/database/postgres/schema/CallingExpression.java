package dev.datamigration.database.postgres.schema;

import dev.datamigration.database.postgres.sql.SearchPath;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Says what an index, a check, a generated column, a domain or a partition key computes of a row by functions, so that it can be tried.
 *
 * @param oid of the table
 * @param expressions as in a SELECT list, of the table's columns
 * @param functions OIDs of those that it calls
 */
public record CallingExpression(long oid, TableName table, String expressions, List<Long> functions) {
    private static final int ROWS = 100;

    private static final String EXPRESSIONS = CalledTypes.DOMAINS_AND_ANCESTORS + """
            , calling AS (
              SELECT i.indrelid AS relation, 'pg_class'::regclass AS class, i.indexrelid AS oid,
                     concat_ws(', ', pg_get_expr(i.indexprs, i.indrelid), pg_get_expr(i.indpred, i.indrelid)) AS expressions
                FROM pg_index i JOIN given g ON g.oid = i.indrelid
              UNION ALL
              SELECT k.conrelid, 'pg_constraint'::regclass, k.oid, pg_get_expr(k.conbin, k.conrelid)
                FROM pg_constraint k JOIN given g ON g.oid = k.conrelid WHERE k.contype = 'c'
              UNION ALL
              SELECT d.adrelid, 'pg_attrdef'::regclass, d.oid, pg_get_expr(d.adbin, d.adrelid)
                FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
                JOIN given g ON g.oid = d.adrelid
               WHERE a.attgenerated = 's'
              UNION ALL
              SELECT u.relation, 'pg_constraint'::regclass, k.oid, u.cast_again
                FROM used_domain u JOIN pg_constraint k ON k.contypid = u.domain
              UNION ALL
              SELECT r.relation, 'pg_class'::regclass, p.partrelid, pg_get_expr(p.partexprs, p.partrelid)
                FROM routed r JOIN pg_partitioned_table p ON p.partrelid = r.ancestor)
            SELECT c.relation, n.nspname, t.relname, c.expressions, array_agg(DISTINCT d.refobjid::bigint) AS functions
              FROM calling c
              JOIN pg_class t ON t.oid = c.relation
              JOIN pg_namespace n ON n.oid = t.relnamespace
              JOIN pg_depend d ON d.classid = c.class AND d.objid = c.oid AND d.refclassid = 'pg_proc'::regclass
                   AND d.refobjid = ANY (?)
             WHERE c.expressions <> ''
             GROUP BY 1, 2, 3, 4
             ORDER BY 2, 3, 4
            """;

    public CallingExpression {
        functions = List.copyOf(functions);
    }

    /**
     * Those of the tables that call any of the functions.
     *
     * @param functions OIDs
     */
    public static List<CallingExpression> read(
            Connection connection, Collection<Long> tables, Collection<Long> functions) throws SQLException {
        return SqlStatement.of(connection, EXPRESSIONS)
                .with(SqlStatement.array("oid", tables), SqlStatement.array("oid", functions))
                .list(row -> new CallingExpression(
                        row.getLong("relation"),
                        new TableName(row.getString("nspname"), row.getString("relname")),
                        row.getString("expressions"),
                        Arrays.asList((Long[]) row.getArray("functions").getArray())));
    }

    /**
     * Computes it of some rows, and of one of NULLs since the table may be empty, in a transaction that may write nothing and is
     * rolled back. Any error but that something is not found says nothing about names: the rows may be such, or the account may
     * not.
     *
     * @param connection in autocommit mode
     * @param path the search path
     * @return whether all names are found
     * @throws SQLException if the connection is lost
     */
    public boolean findsItsNames(Connection connection, String path) throws SQLException {
        return findsItsNames(connection, path, "SELECT * FROM ONLY " + Sql.quoted(table) + " LIMIT " + ROWS)
                && findsItsNames(connection, path, "SELECT (NULL::" + Sql.quoted(table) + ").*");
    }

    private boolean findsItsNames(Connection connection, String path, String rows) throws SQLException {
        connection.setAutoCommit(false);
        try {
            SqlStatement.execute(connection, "SET TRANSACTION READ ONLY");
            SearchPath.ofTransaction(connection, path);
            SqlStatement.execute(
                    connection, "SELECT " + expressions + " FROM (" + rows + ") " + Sql.identifier(table.table()));
            return true;
        } catch (SQLException e) {
            if (connection.isClosed()) {
                throw e;
            }
            return !NamesByPath.isNotFound(e.getSQLState());
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
