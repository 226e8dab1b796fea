package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.schema.definition.PolicyDefinition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Reads row-level-security policies. */
public final class PolicyReader {
    private static final String SQL = """
            SELECT p.oid, p.polname, p.polrelid, p.polpermissive,
                   CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                     WHEN 'd' THEN 'DELETE' ELSE 'ALL' END AS command,
                   (SELECT array_agg(r.rolname::text ORDER BY r.rolname) FROM pg_roles r WHERE r.oid = ANY (p.polroles))
                     AS roles,
                   pg_get_expr(p.polqual, p.polrelid) AS using_expression,
                   pg_get_expr(p.polwithcheck, p.polrelid) AS check_expression,
                   (SELECT array_agg(DISTINCT d.refobjid::bigint) FROM pg_depend d
                     WHERE d.classid = 'pg_policy'::regclass AND d.objid = p.oid
                       AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> p.polrelid) AS refs
              FROM pg_policy p
              JOIN pg_class c ON c.oid = p.polrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE p.polrelid = ANY (?)
             ORDER BY n.nspname, c.relname, p.polname
            """;

    private PolicyReader() {}

    public static List<PolicyDefinition> read(Connection connection, Collection<Long> tables) throws SQLException {
        return Rows.read(
                connection,
                SQL,
                tables,
                row -> new PolicyDefinition(
                        row.getLong("oid"),
                        row.getString("polname"),
                        row.getLong("polrelid"),
                        row.getString("command"),
                        Rows.flag(row, "polpermissive"),
                        Rows.texts(row, "roles"),
                        row.getString("using_expression"),
                        row.getString("check_expression"),
                        Rows.longs(row, "refs")));
    }
}
