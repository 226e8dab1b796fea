package dev.datamigration.database.postgres.schema.script;

/**
 * One query for each kind. Columns: oid, catalog, nspname, name, arguments, create_words (null for those of the kind), tail,
 * alterations, details, by_superuser; one parameter, an array of OIDs.
 */
final class ScriptedSql {
    static final String LANGUAGE = """
            SELECT l.oid, 'pg_language' AS catalog, '' AS nspname, l.lanname AS name, '' AS arguments,
                   CASE WHEN l.lanpltrusted THEN 'TRUSTED LANGUAGE' END AS create_words,
                   concat(' HANDLER ', l.lanplcallfoid::regproc, ' INLINE ' || nullif(l.laninline, 0)::regproc,
                          ' VALIDATOR ' || nullif(l.lanvalidator, 0)::regproc) AS tail,
                   '{}'::text[] AS alterations, '{}'::text[] AS details, true AS by_superuser
              FROM pg_language l WHERE l.oid = ANY (?)
            """;
    static final String ACCESS_METHOD = """
            SELECT m.oid, 'pg_am' AS catalog, '' AS nspname, m.amname AS name, '' AS arguments, NULL AS create_words,
                   format(' TYPE %s HANDLER %s', CASE m.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END, m.amhandler) AS tail,
                   '{}'::text[] AS alterations, '{}'::text[] AS details, true AS by_superuser
              FROM pg_am m WHERE m.oid = ANY (?)
            """;
    static final String OPERATOR = """
            SELECT o.oid, 'pg_operator' AS catalog, n.nspname, o.oprname AS name,
                   format(' (%s, %s)', coalesce(format_type(nullif(o.oprleft, 0), NULL), 'NONE'),
                          coalesce(format_type(nullif(o.oprright, 0), NULL), 'NONE')) AS arguments,
                   NULL AS create_words,
                   ' (' || concat_ws(', ', 'FUNCTION = ' || o.oprcode,
                     'LEFTARG = ' || format_type(nullif(o.oprleft, 0), NULL), 'RIGHTARG = ' || format_type(nullif(o.oprright, 0), NULL),
                     'COMMUTATOR = ' || c.named, 'NEGATOR = ' || g.named,
                     'RESTRICT = ' || nullif(o.oprrest::oid, 0)::regproc, 'JOIN = ' || nullif(o.oprjoin::oid, 0)::regproc,
                     CASE WHEN o.oprcanhash THEN 'HASHES' END, CASE WHEN o.oprcanmerge THEN 'MERGES' END) || ')' AS tail,
                   '{}'::text[] AS alterations,
                   ARRAY[coalesce(format_type(nullif(o.oprleft, 0), NULL), 'NONE'),
                         coalesce(format_type(nullif(o.oprright, 0), NULL), 'NONE')] AS details,
                   false AS by_superuser
              FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
              LEFT JOIN LATERAL (SELECT CASE WHEN pg_operator_is_visible(x.oid) THEN x.oprname::text
                                        ELSE format('OPERATOR(%I.%s)', xn.nspname, x.oprname) END AS named
                                   FROM pg_operator x JOIN pg_namespace xn ON xn.oid = x.oprnamespace
                                  WHERE x.oid = o.oprcom) c ON true
              LEFT JOIN LATERAL (SELECT CASE WHEN pg_operator_is_visible(x.oid) THEN x.oprname::text
                                        ELSE format('OPERATOR(%I.%s)', xn.nspname, x.oprname) END AS named
                                   FROM pg_operator x JOIN pg_namespace xn ON xn.oid = x.oprnamespace
                                  WHERE x.oid = o.oprnegate) g ON true
             WHERE o.oprcode <> 0 AND o.oid = ANY (?)
            """;
    /** Operators and functions of an access method: part of a class, or added to the family by themselves. */
    private static final String MEMBERS = """
              WITH member AS (
                SELECT o.amopfamily AS family, d.refobjid AS class, 1 AS kind, o.amopstrategy AS number,
                       format('OPERATOR %s %s', o.amopstrategy, o.amopopr::regoperator)
                         || coalesce((SELECT ' FOR ORDER BY ' || CASE WHEN pg_opfamily_is_visible(f.oid)
                                             THEN quote_ident(f.opfname) ELSE format('%I.%I', fn.nspname, f.opfname) END
                                        FROM pg_opfamily f JOIN pg_namespace fn ON fn.oid = f.opfnamespace
                                       WHERE f.oid = o.amopsortfamily), '') AS text
                  FROM pg_amop o LEFT JOIN pg_depend d ON d.classid = 'pg_amop'::regclass AND d.objid = o.oid
                       AND d.refclassid = 'pg_opclass'::regclass AND d.deptype = 'i'
                UNION ALL
                SELECT p.amprocfamily, d.refobjid, 2, p.amprocnum,
                       format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL),
                              format_type(p.amprocrighttype, NULL), p.amproc::regprocedure)
                  FROM pg_amproc p LEFT JOIN pg_depend d ON d.classid = 'pg_amproc'::regclass AND d.objid = p.oid
                       AND d.refclassid = 'pg_opclass'::regclass AND d.deptype = 'i')
            """;

    static final String OPERATOR_FAMILY = MEMBERS + """
            SELECT f.oid, 'pg_opfamily' AS catalog, n.nspname, f.opfname AS name, ' USING ' || quote_ident(m.amname) AS arguments,
                   NULL AS create_words, ' USING ' || quote_ident(m.amname) AS tail,
                   (SELECT coalesce(array_agg(' ADD ' || x.text ORDER BY x.kind, x.number, x.text), '{}') FROM member x
                     WHERE x.family = f.oid AND x.class IS NULL) AS alterations,
                   ARRAY[m.amname::text] AS details, true AS by_superuser
              FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am m ON m.oid = f.opfmethod
             WHERE f.oid = ANY (?)
            """;
    static final String OPERATOR_CLASS = MEMBERS + """
            SELECT c.oid, 'pg_opclass' AS catalog, n.nspname, c.opcname AS name, ' USING ' || quote_ident(m.amname) AS arguments,
                   NULL AS create_words,
                   format('%s FOR TYPE %s USING %I FAMILY %s AS ', CASE WHEN c.opcdefault THEN ' DEFAULT' END,
                     format_type(c.opcintype, NULL), m.amname,
                     CASE WHEN pg_opfamily_is_visible(f.oid) THEN quote_ident(f.opfname)
                          ELSE format('%I.%I', fn.nspname, f.opfname) END)
                   || concat_ws(', ',
                        CASE WHEN c.opckeytype <> 0 OR NOT EXISTS (SELECT 1 FROM member x WHERE x.class = c.oid)
                          THEN 'STORAGE ' || format_type(coalesce(nullif(c.opckeytype, 0), c.opcintype), NULL) END,
                        (SELECT string_agg(x.text, ', ' ORDER BY x.kind, x.number, x.text) FROM member x
                          WHERE x.class = c.oid)) AS tail,
                   '{}'::text[] AS alterations, ARRAY[m.amname::text] AS details, true AS by_superuser
              FROM pg_opclass c JOIN pg_namespace n ON n.oid = c.opcnamespace JOIN pg_am m ON m.oid = c.opcmethod
              JOIN pg_opfamily f ON f.oid = c.opcfamily JOIN pg_namespace fn ON fn.oid = f.opfnamespace
             WHERE c.oid = ANY (?)
            """;
    static final String AGGREGATE = """
            SELECT p.oid, 'pg_proc' AS catalog, n.nspname, p.proname AS name, s.signature AS arguments, NULL AS create_words,
                   s.signature || ' (' || concat_ws(', ', 'SFUNC = ' || a.aggtransfn, 'STYPE = ' || format_type(a.aggtranstype, NULL),
                     'SSPACE = ' || nullif(a.aggtransspace, 0), 'FINALFUNC = ' || nullif(a.aggfinalfn::oid, 0)::regproc,
                     CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
                     CASE WHEN a.aggfinalfn <> 0 THEN 'FINALFUNC_MODIFY = ' || CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY'
                       WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
                     'COMBINEFUNC = ' || nullif(a.aggcombinefn::oid, 0)::regproc,
                     'SERIALFUNC = ' || nullif(a.aggserialfn::oid, 0)::regproc,
                     'DESERIALFUNC = ' || nullif(a.aggdeserialfn::oid, 0)::regproc,
                     'INITCOND = ' || quote_literal(a.agginitval), 'MSFUNC = ' || nullif(a.aggmtransfn::oid, 0)::regproc,
                     'MINVFUNC = ' || nullif(a.aggminvtransfn::oid, 0)::regproc,
                     'MSTYPE = ' || format_type(nullif(a.aggmtranstype, 0), NULL), 'MSSPACE = ' || nullif(a.aggmtransspace, 0),
                     'MFINALFUNC = ' || nullif(a.aggmfinalfn::oid, 0)::regproc,
                     CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
                     CASE WHEN a.aggmfinalfn <> 0 THEN 'MFINALFUNC_MODIFY = ' || CASE a.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY'
                       WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
                     'MINITCOND = ' || quote_literal(a.aggminitval),
                     (SELECT format('SORTOP = OPERATOR(%I.%s)', xn.nspname, x.oprname) FROM pg_operator x
                        JOIN pg_namespace xn ON xn.oid = x.oprnamespace WHERE x.oid = a.aggsortop),
                     CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END,
                     CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END) || ')' AS tail,
                   '{}'::text[] AS alterations,
                   (SELECT coalesce(array_agg(format_type(t, NULL) ORDER BY i), '{}')
                      FROM unnest(p.proargtypes) WITH ORDINALITY u (t, i)) AS details,
                   false AS by_superuser
              FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_aggregate a ON a.aggfnoid = p.oid,
                   LATERAL (SELECT '(' || coalesce(nullif(pg_get_function_identity_arguments(p.oid), ''), '*') || ')') s (signature)
             WHERE p.oid = ANY (?)
            """;
    static final String CAST = """
            SELECT c.oid, 'pg_cast' AS catalog, '' AS nspname, '' AS name, p.pair AS arguments, NULL AS create_words,
                   concat(p.pair, CASE c.castmethod WHEN 'f' THEN ' WITH FUNCTION ' || c.castfunc::regprocedure
                     WHEN 'i' THEN ' WITH INOUT' ELSE ' WITHOUT FUNCTION' END,
                     CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' END) AS tail,
                   '{}'::text[] AS alterations, ARRAY[format_type(c.casttarget, NULL)] AS details,
                   c.castmethod = 'b' AS by_superuser
              FROM pg_cast c,
                   LATERAL (SELECT format('(%s AS %s)', format_type(castsource, NULL), format_type(casttarget, NULL))) p (pair)
             WHERE c.oid = ANY (?)
            """;
    static final String CONVERSION = """
            SELECT c.oid, 'pg_conversion' AS catalog, n.nspname, c.conname AS name, '' AS arguments,
                   CASE WHEN c.condefault THEN 'DEFAULT CONVERSION' END AS create_words,
                   format(' FOR %L TO %L FROM %s', pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding),
                          c.conproc) AS tail,
                   '{}'::text[] AS alterations, '{}'::text[] AS details, false AS by_superuser
              FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace WHERE c.oid = ANY (?)
            """;
    static final String TRANSFORM = """
            SELECT t.oid, 'pg_transform' AS catalog, '' AS nspname, '' AS name, p.pair AS arguments, NULL AS create_words,
                   format('%s (%s)', p.pair, concat_ws(', ',
                     'FROM SQL WITH FUNCTION ' || nullif(t.trffromsql::oid, 0)::regprocedure,
                     'TO SQL WITH FUNCTION ' || nullif(t.trftosql::oid, 0)::regprocedure)) AS tail,
                   '{}'::text[] AS alterations, ARRAY[l.lanname::text] AS details, false AS by_superuser
              FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang,
                   LATERAL (SELECT format('FOR %s LANGUAGE %I', format_type(t.trftype, NULL), l.lanname)) p (pair)
             WHERE t.oid = ANY (?)
            """;
    private static final String OPTIONS = """
            coalesce((SELECT format(' OPTIONS (%%s)', string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', '))
                        FROM pg_options_to_table(%s) o HAVING count(*) > 0), '')""";
    static final String WRAPPER = """
            SELECT w.oid, 'pg_foreign_data_wrapper' AS catalog, '' AS nspname, w.fdwname AS name, '' AS arguments,
                   NULL AS create_words,
                   concat(' HANDLER ' || nullif(w.fdwhandler, 0)::regproc, ' VALIDATOR ' || nullif(w.fdwvalidator, 0)::regproc,
                     %s) AS tail,
                   '{}'::text[] AS alterations, '{}'::text[] AS details, true AS by_superuser
              FROM pg_foreign_data_wrapper w WHERE w.oid = ANY (?)
            """.formatted(OPTIONS.formatted("w.fdwoptions"));
    static final String SERVER = """
            SELECT s.oid, 'pg_foreign_server' AS catalog, '' AS nspname, s.srvname AS name, '' AS arguments, NULL AS create_words,
                   concat(' TYPE ' || quote_literal(s.srvtype), ' VERSION ' || quote_literal(s.srvversion),
                     ' FOREIGN DATA WRAPPER ', quote_ident(w.fdwname), %s) AS tail,
                   '{}'::text[] AS alterations, '{}'::text[] AS details, false AS by_superuser
              FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw WHERE s.oid = ANY (?)
            """.formatted(OPTIONS.formatted("s.srvoptions"));
    static final String FOREIGN_TABLE =
            """
            SELECT c.oid, 'pg_class' AS catalog, n.nspname, c.relname AS name, '' AS arguments, NULL AS create_words,
                   format(' (%%s) SERVER %%I', concat_ws(', ',
                     (SELECT string_agg(concat(quote_ident(a.attname), ' ', format_type(a.atttypid, a.atttypmod), %s,
                               CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE ' || a.attcollation::regcollation END,
                               CASE WHEN a.attnotnull THEN ' NOT NULL' END,
                               CASE WHEN a.attgenerated = '' THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)
                                    ELSE ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ') STORED' END),
                             ', ' ORDER BY a.attnum)
                        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
                     (SELECT string_agg(format('CONSTRAINT %%I %%s', k.conname, pg_get_constraintdef(k.oid)), ', ' ORDER BY k.conname)
                        FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c')), s.srvname) || %s AS tail,
                   '{}'::text[] AS alterations, '{}'::text[] AS details, false AS by_superuser
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_foreign_table f ON f.ftrelid = c.oid
              JOIN pg_foreign_server s ON s.oid = f.ftserver WHERE c.oid = ANY (?)
            """.formatted(OPTIONS.formatted("a.attfdwoptions"), OPTIONS.formatted("f.ftoptions"));
    static final String EVENT_TRIGGER = """
            SELECT e.oid, 'pg_event_trigger' AS catalog, '' AS nspname, e.evtname AS name, '' AS arguments, NULL AS create_words,
                   format(' ON %s%s EXECUTE FUNCTION %s()', e.evtevent,
                     (SELECT format(' WHEN TAG IN (%s)', string_agg(quote_literal(t), ', ')) FROM unnest(e.evttags) t
                      HAVING count(*) > 0), e.evtfoid::regproc) AS tail,
                   '{" DISABLE"}'::text[] AS alterations,
                   CASE e.evtenabled WHEN 'O' THEN '{" ENABLE"}' WHEN 'R' THEN '{" ENABLE REPLICA"}'
                     WHEN 'A' THEN '{" ENABLE ALWAYS"}' ELSE '{}' END::text[] AS details, true AS by_superuser
              FROM pg_event_trigger e WHERE e.oid = ANY (?)
            """;

    private ScriptedSql() {}
}
