package dev.datamigration.database.postgres.schema.script;

/**
 * Query of types whose code is the server's or an extension's, shell types among them, which have nothing after their name;
 * columns as in {@link ScriptedSql}. What other versions have not is read from the row as a whole.
 */
final class BaseTypeSql {
    static final String BASE_TYPE = """
            SELECT t.oid, 'pg_type' AS catalog, n.nspname, t.typname AS name, '' AS arguments, NULL AS create_words,
                   CASE WHEN t.typisdefined THEN ' (' || concat_ws(', ', 'INPUT = ' || t.typinput, 'OUTPUT = ' || t.typoutput,
                     'RECEIVE = ' || nullif(t.typreceive::oid, 0)::regproc, 'SEND = ' || nullif(t.typsend::oid, 0)::regproc,
                     'TYPMOD_IN = ' || nullif(t.typmodin::oid, 0)::regproc,
                     'TYPMOD_OUT = ' || nullif(t.typmodout::oid, 0)::regproc,
                     'ANALYZE = ' || nullif(t.typanalyze::oid, 0)::regproc,
                     'SUBSCRIPT = ' || nullif(to_jsonb(t) ->> 'typsubscript', '-'),
                     'INTERNALLENGTH = ' || CASE t.typlen WHEN -1 THEN 'VARIABLE' ELSE t.typlen::text END,
                     CASE WHEN t.typbyval THEN 'PASSEDBYVALUE' END,
                     'ALIGNMENT = ' || CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'd' THEN 'double'
                       ELSE 'int4' END,
                     'STORAGE = ' || CASE t.typstorage WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' WHEN 'x' THEN 'extended'
                       ELSE 'plain' END,
                     'CATEGORY = ' || quote_literal(t.typcategory::text), CASE WHEN t.typispreferred THEN 'PREFERRED = true' END,
                     'DEFAULT = ' || quote_literal(t.typdefault), 'ELEMENT = ' || format_type(nullif(t.typelem, 0), NULL),
                     'DELIMITER = ' || quote_literal(t.typdelim::text),
                     CASE WHEN t.typcollation <> 0 THEN 'COLLATABLE = true' END) || ')' ELSE '' END AS tail,
                   '{}'::text[] AS alterations, '{}'::text[] AS details, true AS by_superuser
              FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.oid = ANY (?)
            """;

    private BaseTypeSql() {}
}
