package dev.datamigration.database.postgres.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Objects of the database that live in no schema and are not carried. Members of extensions are left out. The OIDs of
 * subscriptions may be read by superusers only before version 14.
 */
final class OutsideObjects {
    private static final String SQL = """
            SELECT o.kind, o.name FROM (
              SELECT 'pg_event_trigger' AS catalog, oid, 'EventTrigger' AS kind, evtname::text AS name
                FROM pg_event_trigger
              UNION ALL SELECT 'pg_publication', oid, 'Publication', pubname::text FROM pg_publication
                         WHERE pubname NOT LIKE 'dm\\_%'
              UNION ALL SELECT 'pg_foreign_data_wrapper', oid, 'ForeignDataWrapper', fdwname::text
                          FROM pg_foreign_data_wrapper
              UNION ALL SELECT 'pg_foreign_server', oid, 'ForeignServer', srvname::text FROM pg_foreign_server
              UNION ALL SELECT 'pg_cast', oid, 'Cast', format_type(castsource, NULL) || ' AS ' || format_type(casttarget, NULL)
                          FROM pg_cast
              UNION ALL SELECT 'pg_language', oid, 'Language', lanname::text FROM pg_language
              UNION ALL SELECT 'pg_am', oid, 'AccessMethod', amname::text FROM pg_am
              UNION ALL SELECT 'pg_transform', oid, 'Transform', format_type(trftype, NULL) FROM pg_transform
              UNION ALL SELECT 'pg_default_acl', a.oid, 'DefaultPrivileges',
                               pg_get_userbyid(defaclrole) || coalesce(' in ' || n.nspname, '')
                          FROM pg_default_acl a LEFT JOIN pg_namespace n ON n.oid = a.defaclnamespace
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

    static List<OutsideObject> read(Connection connection) throws SQLException {
        return Rows.read(
                connection,
                SQL,
                row -> new OutsideObject(ObjectKind.valueOf(row.getString("kind")), row.getString("name")));
    }
}
