package dev.datamigration.database.postgres.schema.script;

/** Queries of publications, for a source of one version; columns as in {@link ScriptedSql}. */
final class PublicationSql {
    /** Version from which on rows, columns and whole schemas can be published. */
    private static final int FILTERS_SINCE = 15;

    private static final String SQL = """
            SELECT p.oid, 'pg_publication' AS catalog, '' AS nspname, p.pubname AS name, '' AS arguments, NULL AS create_words,
                   concat(CASE WHEN p.puballtables THEN ' FOR ALL TABLES' END, format(' WITH (publish = %%L',
                     concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                       CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END)),
                     CASE WHEN p.pubviaroot THEN ', publish_via_partition_root = true' END,
                     CASE WHEN to_jsonb(p) ->> 'pubgencols' = 's' THEN ', publish_generated_columns = stored' END, ')') AS tail,
                   (SELECT coalesce(array_agg(' ADD TABLE ONLY ' || r.prrelid::regclass || %s ORDER BY r.prrelid), '{}')
                      FROM pg_publication_rel r WHERE r.prpubid = p.oid) || %s AS alterations,
                   '{}'::text[] AS details, p.puballtables OR %s AS by_superuser
              FROM pg_publication p WHERE p.oid = ANY (?)
            """;
    private static final String FILTERS = """
            coalesce((SELECT format(' (%%s)', string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)) FROM pg_attribute a
                       WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs) HAVING count(*) > 0), '')
              || coalesce(' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')', '')""";
    private static final String SCHEMAS = """
            (SELECT coalesce(array_agg(' ADD TABLES IN SCHEMA ' || s.pnnspid::regnamespace ORDER BY s.pnnspid), '{}')
               FROM pg_publication_namespace s WHERE s.pnpubid = p.oid)""";
    private static final String OF_SCHEMAS =
            "EXISTS (SELECT 1 FROM pg_catalog.pg_publication_namespace s WHERE s.pnpubid = p.oid)";

    private PublicationSql() {}

    static String of(int version) {
        return version >= FILTERS_SINCE
                ? SQL.formatted(FILTERS.formatted(), SCHEMAS, OF_SCHEMAS)
                : SQL.formatted("''", "'{}'::text[]", "false");
    }
}
