package dev.datamigration.database.postgres.schema.reader;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Privileges on what belongs to an extension or to the server itself, where they are not those that it came with. */
public final class MemberGrants {
    private static final String SQL = """
            WITH object AS (
              SELECT 'pg_class'::regclass AS class, c.oid, 0 AS sub, c.relowner AS owner, c.relacl AS acl,
                     (CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END)::"char" AS kind, NULL::name AS of_column,
                     format('%s %I.%I', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, n.nspname, c.relname) AS name
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND n.nspname <> 'information_schema'
              UNION ALL
              SELECT 'pg_class'::regclass, c.oid, t.attnum, c.relowner, t.attacl, 'c'::"char", t.attname,
                     format('TABLE %I.%I', n.nspname, c.relname)
                FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE t.attacl IS NOT NULL AND n.nspname <> 'information_schema'
              UNION ALL
              SELECT 'pg_proc'::regclass, p.oid, 0, p.proowner, p.proacl, 'f'::"char", NULL, 'ROUTINE ' || p.oid::regprocedure FROM pg_proc p
              UNION ALL
              SELECT 'pg_language'::regclass, l.oid, 0, l.lanowner, l.lanacl, 'l'::"char", NULL, format('LANGUAGE %I', l.lanname) FROM pg_language l),
            member AS (
              SELECT o.*, i.initprivs, coalesce(e.extname::text, '') AS extension
                FROM object o
                LEFT JOIN pg_depend d ON d.classid = o.class AND d.objid = o.oid AND d.deptype = 'e'
                LEFT JOIN pg_extension e ON e.oid = d.refobjid
                LEFT JOIN pg_init_privs i ON i.classoid = o.class AND i.objoid = o.oid AND i.objsubid = o.sub
               WHERE o.acl IS NOT NULL AND (o.oid < 16384 OR e.oid IS NOT NULL)),
            given AS (
              SELECT m.extension, m.name, m.of_column, m.owner, a.grantee, a.privilege_type, a.is_grantable
                FROM member m, aclexplode(m.acl) a),
            at_first AS (
              SELECT m.extension, m.name, m.of_column, m.owner, a.grantee, a.privilege_type, a.is_grantable
                FROM member m, aclexplode(coalesce(m.initprivs, CASE WHEN m.kind <> 'c' THEN acldefault(m.kind, m.owner) END)) a)
            SELECT x.extension,
                   format(x.format, x.privilege_type || coalesce(' (' || quote_ident(x.of_column) || ')', ''), x.name,
                          coalesce(quote_ident(r.rolname), 'PUBLIC'))
                     || CASE WHEN x.is_grantable AND x.format LIKE 'GRANT%' THEN ' WITH GRANT OPTION;' ELSE ';' END AS statement
              FROM (SELECT *, 'GRANT %s ON %s TO %s' AS format FROM (SELECT * FROM given EXCEPT SELECT * FROM at_first) g
                    UNION ALL
                    SELECT *, 'REVOKE %s ON %s FROM %s' FROM (SELECT * FROM at_first EXCEPT SELECT * FROM given) g) x
              LEFT JOIN pg_roles r ON r.oid = x.grantee
             -- an owner has all privileges, which says nothing; those of columns are told, as they are dumped
             WHERE (x.grantee <> x.owner OR x.of_column IS NOT NULL) AND (x.grantee = 0 OR r.oid IS NOT NULL)
             ORDER BY 1, 2
            """;

    private MemberGrants() {}

    /** The statements that would give and take them, by extension; those on the server's own objects under an empty name. */
    public static Map<String, List<String>> read(Connection connection) throws SQLException {
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
