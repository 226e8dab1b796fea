package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The operators by which a type's btree index knows equal keys. Our sessions have an empty search path, under which
 * the operator of an extension's type (citext, for one) is not found by its bare name: another one would be taken that
 * no index serves and that means something else.
 */
final class EqualityOperators {
    private static final String EQUAL = "=";
    private static final String OF_TYPE = """
            SELECT n.nspname, o.oprname
              FROM pg_catalog.pg_opclass c
              JOIN pg_catalog.pg_amop a ON a.amopfamily = c.opcfamily AND a.amopstrategy = 3
               AND a.amoplefttype = c.opcintype AND a.amoprighttype = c.opcintype
              JOIN pg_catalog.pg_operator o ON o.oid = a.amopopr
              JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
             WHERE c.opcmethod = 403 AND c.opcdefault AND n.nspname <> 'pg_catalog'
               AND c.opcintype = (SELECT coalesce(nullif(t.typbasetype, 0), t.oid) FROM pg_catalog.pg_type t
                                   WHERE t.oid = pg_catalog.to_regtype(?))
            """;

    private EqualityOperators() {}

    /** One for each column of the key, ready for SQL. */
    public static List<String> read(Connection connection, List<Column> key) throws SQLException {
        var operators = new ArrayList<String>();
        for (var column : key) {
            operators.add(isBuiltIn(column) ? EQUAL : read(connection, column));
        }
        return operators;
    }

    private static boolean isBuiltIn(Column column) {
        return column.castType().indexOf('.') < 0;
    }

    private static String read(Connection connection, Column column) throws SQLException {
        return SqlStatement.of(connection, OF_TYPE)
                .with(column.castType())
                .first(row -> "OPERATOR(" + Sql.identifier(row.getString(1)) + "." + row.getString(2) + ")")
                .orElse(EQUAL);
    }
}
