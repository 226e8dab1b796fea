package dev.datamigration.database.postgres.schema.script;

/** Queries of what text search consists of; columns as in {@link ScriptedSql}. */
final class TextSearchSql {
    static final String PARSER = """
            SELECT p.oid, 'pg_ts_parser' AS catalog, n.nspname, p.prsname AS name, '' AS arguments, NULL AS create_words,
                   concat(' (START = ', p.prsstart, ', GETTOKEN = ', p.prstoken, ', END = ', p.prsend,
                     ', HEADLINE = ' || nullif(p.prsheadline::oid, 0)::regproc, ', LEXTYPES = ', p.prslextype, ')') AS tail,
                   '{}'::text[] AS alterations, '{}'::text[] AS details, true AS by_superuser
              FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = p.prsnamespace WHERE p.oid = ANY (?)
            """;
    static final String TEMPLATE = """
            SELECT t.oid, 'pg_ts_template' AS catalog, n.nspname, t.tmplname AS name, '' AS arguments, NULL AS create_words,
                   concat(' (', 'INIT = ' || nullif(t.tmplinit::oid, 0)::regproc || ', ', 'LEXIZE = ', t.tmpllexize, ')') AS tail,
                   '{}'::text[] AS alterations, '{}'::text[] AS details, true AS by_superuser
              FROM pg_ts_template t JOIN pg_namespace n ON n.oid = t.tmplnamespace WHERE t.oid = ANY (?)
            """;
    static final String DICTIONARY = """
            SELECT d.oid, 'pg_ts_dict' AS catalog, n.nspname, d.dictname AS name, '' AS arguments, NULL AS create_words,
                   format(' (TEMPLATE = %s%s)', CASE WHEN pg_ts_template_is_visible(t.oid) THEN quote_ident(t.tmplname)
                     ELSE format('%I.%I', tn.nspname, t.tmplname) END, ', ' || d.dictinitoption) AS tail,
                   '{}'::text[] AS alterations, '{}'::text[] AS details, false AS by_superuser
              FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
              JOIN pg_ts_template t ON t.oid = d.dicttemplate JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
             WHERE d.oid = ANY (?)
            """;
    static final String CONFIGURATION = """
            SELECT c.oid, 'pg_ts_config' AS catalog, n.nspname, c.cfgname AS name, '' AS arguments, NULL AS create_words,
                   format(' (PARSER = %s)', CASE WHEN pg_ts_parser_is_visible(p.oid) THEN quote_ident(p.prsname)
                     ELSE format('%I.%I', pn.nspname, p.prsname) END) AS tail,
                   (SELECT coalesce(array_agg(format(' ADD MAPPING FOR %I WITH %s', t.alias, x.dictionaries) ORDER BY t.tokid), '{}')
                      FROM ts_token_type(c.cfgparser) t JOIN LATERAL (
                        SELECT string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno) AS dictionaries
                          FROM pg_ts_config_map m WHERE m.mapcfg = c.oid AND m.maptokentype = t.tokid) x
                        ON x.dictionaries IS NOT NULL) AS alterations,
                   '{}'::text[] AS details, false AS by_superuser
              FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace
              JOIN pg_ts_parser p ON p.oid = c.cfgparser JOIN pg_namespace pn ON pn.oid = p.prsnamespace
             WHERE c.oid = ANY (?)
            """;

    private TextSearchSql() {}
}
