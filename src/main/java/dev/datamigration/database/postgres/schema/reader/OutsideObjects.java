package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.schema.definition.OutsideObject;
import dev.datamigration.database.schema.ObjectKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Objects of the database that live in no schema and are not carried. Members of extensions are left out. The OIDs of
 * subscriptions may be read by superusers only before version 14.
 */
public final class OutsideObjects {
    private static final String SQL = """
            SELECT o.kind, o.name FROM (
              SELECT 'pg_user_mapping' AS catalog, umid AS oid, 'UserMapping' AS kind,
                     coalesce(nullif(usename, ''), 'public') || ' on ' || srvname AS name
                FROM pg_user_mappings
              UNION ALL SELECT 'pg_subscription', 16384, 'Subscription', subname::text FROM pg_subscription
                         WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
              UNION ALL SELECT 'pg_largeobject_metadata', 16384, 'LargeObjects', count(*) || ' large objects'
                          FROM pg_largeobject_metadata HAVING count(*) > 0
              UNION ALL SELECT 'pg_seclabel', 16384, 'SecurityLabels', count(*) || ' security labels'
                          FROM pg_seclabel HAVING count(*) > 0) o
             WHERE o.oid >= 16384
               -- neither a member of an extension nor part of something else, as the casts of a range type are
               AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = o.catalog::regclass AND d.objid = o.oid
                                  AND d.deptype IN ('e', 'i'))
             ORDER BY 1, 2
            """;

    private OutsideObjects() {}

    public static List<OutsideObject> read(Connection connection) throws SQLException {
        return Rows.read(
                connection,
                SQL,
                row -> new OutsideObject(ObjectKind.valueOf(row.getString("kind")), row.getString("name")));
    }
}
