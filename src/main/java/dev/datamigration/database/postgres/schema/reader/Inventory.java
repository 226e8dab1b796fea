package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.database.postgres.schema.definition.CatalogObject;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Everything that the source has and that others can need, system schemas and our own left out. */
public final class Inventory {
    private static final String SQL = """
            WITH member AS (
              SELECT d.classid, d.objid, e.extname
                FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
               WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'),
            object AS (
              SELECT 'pg_class' AS catalog, c.oid, c.relnamespace AS namespace, c.relname::text AS name,
                     CASE c.relkind WHEN 'v' THEN 'View' WHEN 'm' THEN 'MaterializedView' WHEN 'f' THEN
                       CASE WHEN EXISTS (SELECT 1 FROM pg_inherits i WHERE i.inhrelid = c.oid) THEN 'ForeignPartition'
                            ELSE 'ForeignTable' END
                       WHEN 'S' THEN CASE o.deptype WHEN 'i' THEN 'IdentitySequence' ELSE 'Sequence' END
                       ELSE 'Table' END AS kind,
                     NULL::text AS arguments,
                     CASE WHEN c.relispartition THEN pg_partition_root(c.oid)::oid END AS root,
                     o.refobjid AS owner
                FROM pg_class c
                LEFT JOIN pg_depend o ON c.relkind = 'S' AND o.classid = 'pg_class'::regclass AND o.objid = c.oid
                     AND o.refclassid = 'pg_class'::regclass AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i')
               WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND c.relpersistence <> 't'
              UNION ALL
              SELECT 'pg_type', t.oid, t.typnamespace, t.typname::text,
                     CASE WHEN t.typtype IN ('b', 'p') THEN 'BaseType' ELSE 'Type' END, NULL, NULL, NULL
                FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
               WHERE (t.typrelid = 0 OR c.relkind = 'c') AND t.typtype <> 'm'
                 AND NOT EXISTS (SELECT 1 FROM pg_type e WHERE e.typarray = t.oid)
              UNION ALL
              SELECT 'pg_proc', p.oid, p.pronamespace, p.proname::text,
                     CASE p.prokind WHEN 'a' THEN 'Aggregate' WHEN 'p' THEN 'Procedure' ELSE 'Function' END,
                     pg_get_function_identity_arguments(p.oid), NULL, NULL
                FROM pg_proc p
               WHERE NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
                                    AND d.refclassid = 'pg_type'::regclass AND d.deptype = 'i')
              UNION ALL
              SELECT 'pg_operator', o.oid, o.oprnamespace, o.oprname::text, 'Operator',
                     format_type(o.oprleft, NULL) || ', ' || format_type(o.oprright, NULL), NULL, NULL
                FROM pg_operator o
              UNION ALL
              SELECT 'pg_collation', oid, collnamespace, collname::text, 'Collation', NULL, NULL, NULL FROM pg_collation
              UNION ALL
              SELECT 'pg_opclass', o.oid, opcnamespace, opcname::text, 'OperatorClass', m.amname::text, NULL, NULL
                FROM pg_opclass o JOIN pg_am m ON m.oid = o.opcmethod
              UNION ALL
              SELECT 'pg_opfamily', o.oid, opfnamespace, opfname::text, 'OperatorFamily', m.amname::text, NULL, NULL
                FROM pg_opfamily o JOIN pg_am m ON m.oid = o.opfmethod
              UNION ALL
              SELECT 'pg_conversion', oid, connamespace, conname::text, 'Conversion', NULL, NULL, NULL
                FROM pg_conversion
              UNION ALL
              SELECT 'pg_ts_config', oid, cfgnamespace, cfgname::text, 'TextSearchConfiguration', NULL, NULL, NULL
                FROM pg_ts_config
              UNION ALL
              SELECT 'pg_ts_dict', oid, dictnamespace, dictname::text, 'TextSearchDictionary', NULL, NULL, NULL
                FROM pg_ts_dict
              UNION ALL
              SELECT 'pg_ts_parser', oid, prsnamespace, prsname::text, 'TextSearchParser', NULL, NULL, NULL
                FROM pg_ts_parser
              UNION ALL
              SELECT 'pg_ts_template', oid, tmplnamespace, tmplname::text, 'TextSearchTemplate', NULL, NULL, NULL
                FROM pg_ts_template
              UNION ALL
              SELECT o.*, NULL, NULL, NULL
                FROM (SELECT 'pg_language' AS catalog, oid, NULL::oid AS namespace, lanname::text AS name,
                             'Language' AS kind FROM pg_language
                      UNION ALL SELECT 'pg_am', oid, NULL, amname::text, 'AccessMethod' FROM pg_am
                      UNION ALL SELECT 'pg_foreign_data_wrapper', oid, NULL, fdwname::text, 'ForeignDataWrapper'
                                  FROM pg_foreign_data_wrapper
                      UNION ALL SELECT 'pg_foreign_server', oid, NULL, srvname::text, 'ForeignServer' FROM pg_foreign_server
                      UNION ALL SELECT 'pg_event_trigger', oid, NULL, evtname::text, 'EventTrigger' FROM pg_event_trigger
                                 WHERE evtname NOT LIKE 'dm\\_%'
                      UNION ALL SELECT 'pg_publication', oid, NULL, pubname::text, 'Publication' FROM pg_publication
                                 WHERE pubname NOT LIKE 'dm\\_%'
                      UNION ALL SELECT 'pg_cast', oid, NULL,
                                       format_type(castsource, NULL) || ' AS ' || format_type(casttarget, NULL), 'Cast'
                                  FROM pg_cast c
                                 -- those of range types come with the type
                                 WHERE NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass
                                                      AND d.objid = c.oid AND d.deptype = 'i')
                      UNION ALL SELECT 'pg_transform', t.oid, NULL,
                                       format_type(trftype, NULL) || ' LANGUAGE ' || l.lanname, 'Transform'
                                  FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang) o
               WHERE o.oid >= 16384)
            SELECT o.catalog, o.oid, o.kind, coalesce(n.nspname, '') AS nspname, o.name, o.arguments, m.extname, rn.nspname AS root_schema,
                   r.relname AS root_name, o.owner
              FROM object o
              LEFT JOIN pg_namespace n ON n.oid = o.namespace
              LEFT JOIN member m ON m.classid = o.catalog::regclass AND m.objid = o.oid
              LEFT JOIN pg_class r ON r.oid = o.root
              LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
             WHERE o.namespace IS NULL
                OR n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'datamigration')
             ORDER BY nspname, o.name, o.arguments, o.oid
            """;

    private Inventory() {}

    public static List<CatalogObject> read(Connection connection) throws SQLException {
        return Rows.read(connection, SQL, row -> {
            var root = row.getString("root_name");
            return new CatalogObject(
                    new ObjectId(row.getString("catalog"), row.getLong("oid")),
                    ObjectKind.valueOf(row.getString("kind")),
                    new TableName(row.getString("nspname"), row.getString("name")),
                    row.getString("arguments"),
                    row.getString("extname"),
                    root == null ? null : new TableName(row.getString("root_schema"), root),
                    Rows.nullableLong(row, "owner"));
        });
    }
}
