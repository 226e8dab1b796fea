package dev.datamigration.transfer.schema;

import dev.datamigration.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;

/** A database's schema as the server prints it, one line for every property, for comparison. */
final class SchemaDescription {
    private static final String USER_SCHEMAS =
            "n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'datamigration')";

    private static final List<String> QUERIES =
            List.of("""
            SELECT concat_ws(' ', 'relation', c.oid::regclass, c.relkind, c.relpersistence, c.relreplident,
                     c.relrowsecurity, c.relforcerowsecurity, c.relispartition, c.reloptions, t.reloptions,
                     c.reloftype::regtype, pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid),
                     (SELECT array_agg(inhparent::regclass::text ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = c.oid))
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_class t ON t.oid = c.reltoastrelid AND c.relkind <> 'I'
             WHERE c.relkind IN ('r','p','v','m','S','i','I','f') AND %s
            """, """
            SELECT concat_ws(' ', 'column', c.oid::regclass, row_number() OVER (PARTITION BY c.oid ORDER BY attnum), attname,
                     format_type(atttypid, atttypmod), attnotnull, CASE WHEN NOT c.relispartition THEN attidentity END,
                     attgenerated, attstorage, nullif(attstattarget, -1), attoptions, attcollation::regcollation,
                     pg_get_expr(adbin, adrelid))
              FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_attrdef d ON adrelid = attrelid AND adnum = attnum
             WHERE attnum > 0 AND NOT attisdropped AND c.relkind IN ('r','p','v','m','c','f') AND %s
            """, """
            SELECT concat_ws(' ', 'index', c.indrelid::regclass, pg_get_indexdef(c.indexrelid), indisclustered, indisvalid,
                     indisreplident, (SELECT inhparent::regclass FROM pg_inherits WHERE inhrelid = indexrelid))
              FROM pg_index c JOIN pg_class r ON r.oid = indrelid JOIN pg_namespace n ON n.oid = r.relnamespace
             WHERE %s
            """, """
            SELECT concat_ws(' ', 'constraint', coalesce(nullif(c.conrelid, 0)::regclass::text, contypid::regtype::text),
                     conname, pg_get_constraintdef(c.oid), coninhcount, conislocal)
              FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
             WHERE contype <> 'n' AND NOT (contype = 'f' AND conparentid <> 0) AND %s
            """, """
            SELECT concat_ws(' ', 'sequence', seqrelid::regclass, seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax,
                     seqcache, seqcycle, d.refobjid::regclass, d.refobjsubid, d.deptype)
              FROM pg_sequence JOIN pg_class c ON c.oid = seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = seqrelid AND d.deptype IN ('a','i')
             WHERE %s
            """, """
            SELECT concat_ws(' ', 'value', c.oid::regclass, pg_sequence_last_value(c.oid))
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE relkind = 'S' AND %s
            """, """
            SELECT concat_ws(' ', 'function', p.oid::regprocedure, pg_get_functiondef(p.oid))
              FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
             WHERE prokind <> 'a' AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = p.oid AND deptype IN ('e','i')) AND %s
            """, """
            SELECT concat_ws(' ', 'view', c.oid::regclass, c.relispopulated, pg_get_viewdef(c.oid))
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE relkind IN ('v', 'm') AND %s
            """, """
            SELECT concat_ws(' ', 'type', t.oid::regtype, typtype, typnotnull, format_type(typbasetype, typtypmod),
                     typcollation::regcollation, pg_get_expr(typdefaultbin, 0), typdefault, typisdefined, typlen,
                     typbyval, typalign, typstorage, typcategory, typdelim, typinput::regproc, typoutput::regproc, rngsubtype::regtype, rngsubdiff::regproc,
                     (SELECT array_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid))
              FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace LEFT JOIN pg_range ON rngtypid = t.oid
              LEFT JOIN pg_class c ON c.oid = typrelid
             WHERE typtype <> 'm' AND typcategory <> 'A' AND c.relkind IS DISTINCT FROM 'S' AND %s
            """, """
            SELECT concat_ws(' ', 'trigger', tgrelid::regclass, tgenabled, pg_get_triggerdef(t.oid))
              FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE NOT tgisinternal AND tgparentid = 0 AND %s
            """, """
            SELECT concat_ws(' ', 'rule', ev_enabled, pg_get_ruledef(r.oid))
              FROM pg_rewrite r JOIN pg_class c ON c.oid = ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE %s
            """, """
            SELECT concat_ws(' ', 'policy', polrelid::regclass, polname, polcmd, polpermissive,
                     (SELECT array_agg(rolname ORDER BY rolname) FROM pg_roles r WHERE r.oid = ANY (polroles)),
                     pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
              FROM pg_policy JOIN pg_class c ON c.oid = polrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE %s
            """, """
            SELECT concat_ws(' ', 'statistics', pg_get_statisticsobjdef(s.oid), nullif(stxstattarget, -1))
              FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = stxnamespace WHERE %s
            """, """
            SELECT concat_ws(' ', 'collation', collname, collprovider, collisdeterministic)
              FROM pg_collation JOIN pg_namespace n ON n.oid = collnamespace WHERE %s
            """, """
            SELECT concat_ws(' ', 'comment', a.type, a.identity, description)
              FROM pg_description d, pg_identify_object(classoid, objoid, objsubid) a, pg_namespace n
             WHERE objoid >= 16384 AND n.nspname = 'public' AND a.identity NOT LIKE '%%ext.%%' AND %s
            """, """
            SELECT concat_ws(' ', 'object', i.type, replace(i.identity, ' on language ', ' language '), o.detail)
              FROM (SELECT 'pg_proc'::regclass AS class, p.oid,
                           concat_ws(' ', a.*::text, aggtransfn, aggfinalfn, aggcombinefn, aggmtransfn, aggminvtransfn, proparallel)
                             AS detail
                      FROM pg_proc p JOIN LATERAL (SELECT aggkind, aggfinalextra, aggfinalmodify, agginitval, aggtransspace,
                             aggtranstype::regtype FROM pg_aggregate WHERE aggfnoid = p.oid) a ON true
                      JOIN pg_aggregate g ON g.aggfnoid = p.oid
                    UNION ALL SELECT 'pg_operator'::regclass, oid, concat_ws(' ', oprcode, oprcom::regoperator,
                           oprnegate::regoperator, oprrest, oprjoin, oprcanhash, oprcanmerge) FROM pg_operator
                    UNION ALL SELECT 'pg_opfamily', oid, NULL FROM pg_opfamily
                    UNION ALL SELECT 'pg_opclass', oid, concat_ws(' ', opcdefault, opckeytype::regtype) FROM pg_opclass
                    UNION ALL SELECT 'pg_amop', oid, amopopr::regoperator::text FROM pg_amop
                    UNION ALL SELECT 'pg_amproc', oid, amproc::regprocedure::text FROM pg_amproc
                    UNION ALL SELECT 'pg_cast', oid, concat_ws(' ', castmethod, castcontext, castfunc::regprocedure) FROM pg_cast c
                     WHERE NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'i')
                    UNION ALL SELECT 'pg_conversion', oid, concat_ws(' ', conproc, condefault) FROM pg_conversion
                    UNION ALL SELECT 'pg_ts_dict', oid, dictinitoption FROM pg_ts_dict
                    UNION ALL SELECT 'pg_ts_template', oid, concat_ws(' ', tmplinit, tmpllexize) FROM pg_ts_template
                    UNION ALL SELECT 'pg_ts_parser', oid, concat_ws(' ', prsstart, prstoken, prsend, prsheadline, prslextype)
                      FROM pg_ts_parser
                    UNION ALL SELECT 'pg_ts_config', oid,
                           (SELECT string_agg(concat_ws(' ', maptokentype, mapdict::regdictionary), ',' ORDER BY maptokentype, mapseqno)
                              FROM pg_ts_config_map WHERE mapcfg = c.oid) FROM pg_ts_config c
                    UNION ALL SELECT 'pg_language', oid, concat_ws(' ', lanpltrusted, laninline::regproc) FROM pg_language
                    UNION ALL SELECT 'pg_transform', oid, concat_ws(' ', trffromsql, trftosql) FROM pg_transform
                    UNION ALL SELECT 'pg_foreign_server', oid, concat_ws(' ', srvtype, srvversion, srvoptions) FROM pg_foreign_server
                    UNION ALL SELECT 'pg_class', ftrelid, concat_ws(' ', ftoptions,
                           (SELECT string_agg(attfdwoptions::text, ',') FROM pg_attribute WHERE attrelid = ftrelid))
                      FROM pg_foreign_table) o,
                   LATERAL pg_identify_object(o.class, o.oid, 0) i, pg_namespace n
             WHERE o.oid >= 16384 AND i.identity NOT LIKE '%%ext.%%' AND n.nspname = 'public' AND %s
            """, """
            SELECT concat_ws(' ', 'publication', pubname, puballtables, pubinsert, pubupdate, pubdelete, pubtruncate, pubviaroot,
                     (SELECT string_agg(concat_ws(' ', prrelid::regclass, to_jsonb(r) ->> 'prattrs',
                               length(to_jsonb(r) ->> 'prqual') > 0), ',' ORDER BY prrelid::regclass::text)
                        FROM pg_publication_rel r WHERE prpubid = p.oid))
              FROM pg_publication p CROSS JOIN pg_namespace n WHERE n.nspname = 'public' AND pubname NOT LIKE 'dm\\_%%' AND %s
            """, """
            SELECT concat_ws(' ', 'schema', nspname) FROM pg_namespace n WHERE %s
            """, """
            SELECT concat_ws(' ', 'extension', extname, extnamespace::regnamespace)
              FROM pg_extension CROSS JOIN pg_namespace n WHERE n.nspname = 'public' AND %s
            """);

    private SchemaDescription() {}

    static List<String> of(TestDatabase database) {
        return QUERIES.stream()
                .flatMap(query -> database.query(query.formatted(USER_SCHEMAS)).stream())
                .sorted()
                .toList();
    }

    /** Lines that only one of them has, marked by where. */
    static List<String> differences(TestDatabase source, TestDatabase target) {
        var left = of(source);
        var right = of(target);
        return Stream.concat(
                        left.stream().filter(line -> !right.contains(line)).map(line -> "- " + line),
                        right.stream().filter(line -> !left.contains(line)).map(line -> "+ " + line))
                .toList();
    }

    /** As {@link #differences} without the queries of views, which versions print differently. */
    static List<String> differencesButForPrinting(TestDatabase source, TestDatabase target) {
        return differences(source, target).stream()
                .filter(line -> !line.substring(2).startsWith("view ") && !line.contains("RULE \"_RETURN\""))
                .toList();
    }
}
