package dev.datamigration.database.postgres.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Privileges on what belongs to an extension or to the server itself, where they are not those that it came with. */
final class MemberGrants {
    private static final String SQL = """
            WITH object AS (
              SELECT 'pg_class'::regclass AS class, c.oid, c.relowner AS owner, c.relacl AS acl,
                     (CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END)::"char" AS kind,
                     format('%s %I.%I', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, n.nspname, c.relname) AS name
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND n.nspname <> 'information_schema'
              UNION ALL
              SELECT 'pg_proc'::regclass, p.oid, p.proowner, p.proacl, 'f'::"char", 'ROUTINE ' || p.oid::regprocedure FROM pg_proc p
              UNION ALL
              SELECT 'pg_language'::regclass, l.oid, l.lanowner, l.lanacl, 'l'::"char", format('LANGUAGE %I', l.lanname) FROM pg_language l),
            member AS (
              SELECT o.*, i.initprivs, coalesce(e.extname::text, '') AS extension
                FROM object o
                LEFT JOIN pg_depend d ON d.classid = o.class AND d.objid = o.oid AND d.deptype = 'e'
                LEFT JOIN pg_extension e ON e.oid = d.refobjid
                LEFT JOIN pg_init_privs i ON i.classoid = o.class AND i.objoid = o.oid AND i.objsubid = 0
               WHERE o.acl IS NOT NULL AND (o.oid < 16384 OR e.oid IS NOT NULL)),
            given AS (
              SELECT m.extension, m.name, m.owner, a.grantee, a.privilege_type, a.is_grantable
                FROM member m, aclexplode(m.acl) a),
            at_first AS (
              SELECT m.extension, m.name, m.owner, a.grantee, a.privilege_type, a.is_grantable
                FROM member m, aclexplode(coalesce(m.initprivs, acldefault(m.kind, m.owner))) a)
            SELECT x.extension,
                   format(x.format, x.privilege_type, x.name, coalesce(quote_ident(r.rolname), 'PUBLIC'))
                     || CASE WHEN x.is_grantable AND x.format LIKE 'GRANT%' THEN ' WITH GRANT OPTION;' ELSE ';' END AS statement
              FROM (SELECT *, 'GRANT %s ON %s TO %s' AS format FROM (SELECT * FROM given EXCEPT SELECT * FROM at_first) g
                    UNION ALL
                    SELECT *, 'REVOKE %s ON %s FROM %s' FROM (SELECT * FROM at_first EXCEPT SELECT * FROM given) g) x
              LEFT JOIN pg_roles r ON r.oid = x.grantee
             WHERE x.grantee <> x.owner AND (x.grantee = 0 OR r.oid IS NOT NULL)
             ORDER BY 1, 2
            """;

    private MemberGrants() {}

    /** The statements that would give and take them, by extension; those on the server's own objects under an empty name. */
    static Map<String, List<String>> read(Connection connection) throws SQLException {
        var statements = new TreeMap<String, List<String>>();
        Rows.read(
                connection,
                SQL,
                row -> statements
                        .computeIfAbsent(row.getString("extension"), extension -> new ArrayList<>())
                        .add(row.getString("statement")));
        return statements;
    }
}
