package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.schema.definition.AccessRights;
import dev.datamigration.database.postgres.schema.definition.Grant;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads owners and privileges of everything that can have some. */
public final class AccessRightsReader {
    private static final String OBJECTS = """
            WITH object AS (
              SELECT 'pg_class' AS catalog, oid, relowner AS owner, relacl AS acl,
                     (CASE relkind WHEN 'S' THEN 's' ELSE 'r' END)::"char" AS acl_kind FROM pg_class
               WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'c', 'f')
              UNION ALL SELECT 'pg_proc', oid, proowner, proacl, 'f'::"char" FROM pg_proc
              UNION ALL SELECT 'pg_type', oid, typowner, typacl, 'T'::"char" FROM pg_type
              UNION ALL SELECT 'pg_namespace', oid, nspowner, nspacl, 'n'::"char" FROM pg_namespace
              UNION ALL SELECT 'pg_collation', oid, collowner, NULL, 'r'::"char" FROM pg_collation
              UNION ALL SELECT 'pg_statistic_ext', oid, stxowner, NULL, 'r'::"char" FROM pg_statistic_ext
              UNION ALL SELECT 'pg_language', oid, lanowner, lanacl, 'l'::"char" FROM pg_language
              UNION ALL SELECT 'pg_operator', oid, oprowner, NULL, 'r'::"char" FROM pg_operator
              UNION ALL SELECT 'pg_opfamily', oid, opfowner, NULL, 'r'::"char" FROM pg_opfamily
              UNION ALL SELECT 'pg_opclass', oid, opcowner, NULL, 'r'::"char" FROM pg_opclass
              UNION ALL SELECT 'pg_conversion', oid, conowner, NULL, 'r'::"char" FROM pg_conversion
              UNION ALL SELECT 'pg_ts_dict', oid, dictowner, NULL, 'r'::"char" FROM pg_ts_dict
              UNION ALL SELECT 'pg_ts_config', oid, cfgowner, NULL, 'r'::"char" FROM pg_ts_config
              UNION ALL SELECT 'pg_foreign_data_wrapper', oid, fdwowner, fdwacl, 'F'::"char" FROM pg_foreign_data_wrapper
              UNION ALL SELECT 'pg_foreign_server', oid, srvowner, srvacl, 'S'::"char" FROM pg_foreign_server
              UNION ALL SELECT 'pg_event_trigger', oid, evtowner, NULL, 'r'::"char" FROM pg_event_trigger
              UNION ALL SELECT 'pg_publication', oid, pubowner, NULL, 'r'::"char" FROM pg_publication)
            """;

    private static final String OWNERS = OBJECTS + """
            SELECT o.catalog, o.oid, r.rolname, r.rolsuper, o.acl IS NOT NULL AS explicit,
                   CASE WHEN o.acl IS NOT NULL THEN ARRAY(
                     SELECT d.privilege_type FROM aclexplode(acldefault(o.acl_kind, o.owner)) d WHERE d.grantee = o.owner
                     EXCEPT SELECT a.privilege_type FROM aclexplode(o.acl) a WHERE a.grantee = o.owner
                     ORDER BY 1) END AS revoked_from_owner
              FROM object o JOIN pg_roles r ON r.oid = o.owner
             WHERE o.oid >= 16384 OR o.catalog = 'pg_namespace'
            """;

    private static final String GRANTS = OBJECTS + """
            SELECT o.catalog, o.oid, NULL::name AS attname, r.rolname, a.privilege_type, a.is_grantable
              FROM object o, LATERAL aclexplode(o.acl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
             WHERE a.grantee <> o.owner AND (a.grantee = 0 OR r.oid IS NOT NULL)
               AND (o.oid >= 16384 OR o.catalog = 'pg_namespace')
            UNION
            SELECT 'pg_class', c.oid, t.attname, r.rolname, a.privilege_type, a.is_grantable
              FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid, LATERAL aclexplode(t.attacl) a
              LEFT JOIN pg_roles r ON r.oid = a.grantee
             WHERE a.grantee <> c.relowner AND (a.grantee = 0 OR r.oid IS NOT NULL) AND c.oid >= 16384
               AND NOT t.attisdropped
             ORDER BY 1, 2, 3 NULLS FIRST, 4 NULLS FIRST, 5, 6
            """;

    private AccessRightsReader() {}

    public static Map<ObjectId, AccessRights> read(Connection connection) throws SQLException {
        var grants = new HashMap<ObjectId, List<Grant>>();
        Rows.read(
                connection,
                GRANTS,
                row -> grants.computeIfAbsent(
                                new ObjectId(row.getString("catalog"), row.getLong("oid")), id -> new ArrayList<>())
                        .add(new Grant(
                                row.getString("rolname"),
                                row.getString("attname"),
                                row.getString("privilege_type"),
                                Rows.flag(row, "is_grantable"))));
        var rights = new HashMap<ObjectId, AccessRights>();
        Rows.read(connection, OWNERS, row -> {
            var id = new ObjectId(row.getString("catalog"), row.getLong("oid"));
            return rights.put(
                    id,
                    new AccessRights(
                            row.getString("rolname"),
                            Rows.flag(row, "rolsuper"),
                            Rows.flag(row, "explicit"),
                            grants.getOrDefault(id, List.of()),
                            Rows.texts(row, "revoked_from_owner")));
        });
        return rights;
    }
}
