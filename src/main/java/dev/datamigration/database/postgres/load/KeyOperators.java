package dev.datamigration.database.postgres.load;

import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.DataTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out in which schemas the operators are that compare keys: those of extensions are not in pg_catalog. */
final class KeyOperators {
    private static final String SCHEMAS = """
            SELECT DISTINCT a.attrelid, n.nspname
              FROM pg_catalog.pg_attribute a
              JOIN LATERAL (
                   WITH RECURSIVE domains AS (
                     SELECT t.* FROM pg_catalog.pg_type t WHERE t.oid = a.atttypid
                     UNION ALL
                     SELECT t.* FROM domains d JOIN pg_catalog.pg_type t ON t.oid = d.typbasetype)
                   SELECT oid FROM domains WHERE typtype <> 'd') base ON true
              JOIN pg_catalog.pg_opclass c ON c.opcmethod = 403 AND c.opcdefault AND c.opcintype = base.oid
              JOIN pg_catalog.pg_amop m ON m.amopfamily = c.opcfamily
                   AND m.amoplefttype = c.opcintype AND m.amoprighttype = c.opcintype
              JOIN pg_catalog.pg_operator o ON o.oid = m.amopopr
              JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
             WHERE a.attrelid = ANY (?) AND n.nspname <> 'pg_catalog'
               AND EXISTS (SELECT 1 FROM pg_catalog.pg_index i
                            WHERE i.indrelid = a.attrelid AND a.attnum = ANY (i.indkey::int2[]))
             ORDER BY 2
            """;

    private KeyOperators() {}

    /** Schemas by the table's OID; tables that need none are left out. */
    static Map<Long, List<String>> schemas(Connection connection, Collection<DataTable> tables) throws SQLException {
        var schemas = new HashMap<Long, List<String>>();
        SqlStatement.of(connection, SCHEMAS)
                .with(SqlStatement.array(
                        "oid", tables.stream().map(DataTable::oid).toList()))
                .list(row -> schemas.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                        .add(row.getString(2)));
        return schemas;
    }
}
