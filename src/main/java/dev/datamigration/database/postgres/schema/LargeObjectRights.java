package dev.datamigration.database.postgres.schema;

import dev.datamigration.database.postgres.schema.definition.AccessRights;
import dev.datamigration.database.postgres.schema.definition.Grant;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** To whom large objects belong, and which an account may read. */
public final class LargeObjectRights {
    /** SQL that counts those of a database. */
    public static final String COUNT = "SELECT count(*) FROM pg_catalog.pg_largeobject_metadata";

    /** SQL that counts those that the session's account may not read. */
    public static final String UNREADABLE = """
            SELECT count(*) FROM pg_catalog.pg_largeobject_metadata m
             WHERE NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
               AND NOT EXISTS (
                     SELECT 1 FROM pg_catalog.aclexplode(coalesce(m.lomacl, pg_catalog.acldefault('L', m.lomowner))) a
                      WHERE a.privilege_type = 'SELECT' AND (a.grantee = 0 OR pg_catalog.pg_has_role(a.grantee, 'USAGE')))
            """;

    private static final String OF_ALL = """
            SELECT o.rolname AS owner, o.rolsuper, g.rolname AS grantee, a.privilege_type, coalesce(a.is_grantable, false)
              FROM (SELECT DISTINCT lomowner, lomacl FROM pg_catalog.pg_largeobject_metadata) m
              JOIN pg_catalog.pg_roles o ON o.oid = m.lomowner
              LEFT JOIN LATERAL pg_catalog.aclexplode(m.lomacl) a ON a.grantee <> m.lomowner AND a.grantee <> 0
              LEFT JOIN pg_catalog.pg_roles g ON g.oid = a.grantee
             ORDER BY 1, 3, 4
            """;

    private LargeObjectRights() {}

    /** Every owner and, one by one, whoever else has a privilege on any of them; who is no role any more is left out. */
    static List<AccessRights> ofAll(Connection connection) throws SQLException {
        return SqlStatement.of(connection, OF_ALL)
                .list(row -> new AccessRights(
                        row.getString("owner"),
                        row.getBoolean("rolsuper"),
                        true,
                        row.getString("grantee") == null
                                ? List.of()
                                : List.of(new Grant(row.getString(3), null, row.getString(4), row.getBoolean(5)))));
    }

    /**
     * Returns what a superuser runs so that the account may read all that there are.
     *
     * @param account as an identifier
     */
    public static String grant(String account) {
        return "DO $all$DECLARE o oid; BEGIN FOR o IN SELECT oid FROM pg_catalog.pg_largeobject_metadata LOOP EXECUTE pg_catalog.format('GRANT SELECT ON LARGE OBJECT %%s TO %s', o); END LOOP; END$all$;"
                .formatted(account.replace("'", "''").replace("%", "%%"));
    }
}
