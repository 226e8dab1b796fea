package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.schema.definition.AccessRights;
import dev.datamigration.database.postgres.schema.definition.DefaultPrivileges;
import dev.datamigration.database.postgres.schema.definition.Grant;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** Reads default privileges. */
public final class DefaultPrivilegesReader {
    private static final String SQL = """
            SELECT d.oid, o.rolname, o.rolsuper, n.nspname,
                   CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS'
                     WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS' END AS objects,
                   a.privilege_type, a.is_grantable, a.grantee = 0 AS everybody, r.rolname AS grantee
              FROM pg_default_acl d
              JOIN pg_roles o ON o.oid = d.defaclrole
              LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
              LEFT JOIN LATERAL aclexplode(d.defaclacl) a ON true
              LEFT JOIN pg_roles r ON r.oid = a.grantee
             ORDER BY o.rolname, n.nspname NULLS FIRST, objects, r.rolname NULLS FIRST, a.privilege_type
            """;

    private DefaultPrivilegesReader() {}

    private record Row(long oid, DefaultPrivileges privileges) {}

    public static List<DefaultPrivileges> read(Connection connection) throws SQLException {
        var byOid = new LinkedHashMap<Long, DefaultPrivileges>();
        Rows.read(connection, SQL, row -> {
                    var grantee = row.getString("grantee");
                    var grants = row.getString("privilege_type") == null
                                    || grantee == null && !Rows.flag(row, "everybody")
                            ? List.<Grant>of()
                            : List.of(new Grant(
                                    grantee, null, row.getString("privilege_type"), Rows.flag(row, "is_grantable")));
                    var rights = new AccessRights(row.getString("rolname"), Rows.flag(row, "rolsuper"), true, grants);
                    return new Row(
                            row.getLong("oid"),
                            new DefaultPrivileges(rights, row.getString("nspname"), row.getString("objects")));
                })
                .forEach(row -> byOid.merge(row.oid(), row.privileges(), DefaultPrivilegesReader::merged));
        return new ArrayList<>(byOid.values());
    }

    private static DefaultPrivileges merged(DefaultPrivileges one, DefaultPrivileges other) {
        var grants = Stream.concat(one.rights().grants().stream(), other.rights().grants().stream())
                .toList();
        return new DefaultPrivileges(
                new AccessRights(one.rights().owner(), one.rights().ownerIsSuperuser(), true, grants),
                one.schema(),
                one.objects());
    }
}
