package dev.datamigration.database.postgres.structure;

/**
 * One query for each kind. Columns: OID of the table or view a part belongs to (of any other object 0), its own OID and
 * number, schema and name of the object, the part's own name, then the kind's attributes as text. Names of other tables
 * that a task may rename are no part of a definition: they are attributes of their own, or left out.
 */
final class StructureSql {
    private static final String USERS = """
            n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'datamigration')
            """;
    private static final String NO_MEMBER = """
             AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid = '%s'::regclass AND e.objid = %s
                                AND e.deptype = 'e')
            """;

    private StructureSql() {}

    /** Tables, views and materialised views that belong to no extension: OID, schema, name, and those of the root. */
    static final String RELATIONS = """
            SELECT c.oid, c.relkind::text, n.nspname, c.relname, rn.nspname AS root_schema, r.relname AS root_name
              FROM pg_class c
              JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_class r ON c.relispartition AND r.oid = pg_partition_root(c.oid)
              LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
             WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relpersistence <> 't' AND
            """ + USERS + NO_MEMBER.formatted("pg_class", "c.oid");

    static String of(StructureKind kind, int version) {
        return switch (kind) {
            case Type -> TYPES + USERS + NO_MEMBER.formatted("pg_type", "t.oid");
            case Sequence -> SEQUENCES + USERS + NO_MEMBER.formatted("pg_class", "c.oid");
            case Function -> FUNCTIONS + USERS + NO_MEMBER.formatted("pg_proc", "p.oid");
            case Table -> TABLES;
            case Column -> columns(version);
            case Index -> INDEXES;
            case Constraint -> CONSTRAINTS;
            case Statistics -> STATISTICS;
            case View -> VIEWS.formatted("v");
            case MaterializedView -> VIEWS.formatted("m");
            case Trigger -> TRIGGERS;
            case Rule -> RULES;
            case Policy -> POLICIES;
        };
    }

    private static final String TYPES = """
            SELECT 0::oid, t.oid, 0, n.nspname, t.typname, '',
                   (SELECT string_agg(quote_literal(l.enumlabel), ', ' ORDER BY l.enumsortorder)
                      FROM pg_enum l WHERE l.enumtypid = t.oid),
                   CASE t.typtype
                     WHEN 'd' THEN concat_ws(' ', format_type(t.typbasetype, t.typtypmod), 'DEFAULT ' || t.typdefault,
                       CASE WHEN t.typnotnull THEN 'NOT NULL' END,
                       (SELECT string_agg(pg_get_constraintdef(k.oid), ' ' ORDER BY k.conname)
                          FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'))
                     WHEN 'r' THEN (SELECT format_type(g.rngsubtype, NULL) FROM pg_range g WHERE g.rngtypid = t.oid)
                   END,
                   (SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', '
                                      ORDER BY a.attnum)
                      FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)
              FROM pg_type t
              JOIN pg_namespace n ON n.oid = t.typnamespace
              LEFT JOIN pg_class c ON c.oid = t.typrelid
             WHERE t.typtype IN ('e', 'd', 'r', 'c') AND (t.typrelid = 0 OR c.relkind = 'c') AND
            """;

    private static final String SEQUENCES = """
            SELECT coalesce(o.refobjid, 0::oid), c.oid, 0, n.nspname, c.relname, '', format_type(s.seqtypid, NULL),
                   s.seqstart::text, s.seqincrement::text, s.seqmin::text, s.seqmax::text, s.seqcache::text,
                   s.seqcycle::text,
                   (SELECT tn.nspname || chr(31) || t.relname || chr(31) || a.attname
                      FROM pg_class t JOIN pg_namespace tn ON tn.oid = t.relnamespace
                      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = o.refobjsubid
                     WHERE t.oid = o.refobjid)
              FROM pg_sequence s
              JOIN pg_class c ON c.oid = s.seqrelid AND c.relpersistence <> 't'
              JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = c.oid
                   AND o.refclassid = 'pg_class'::regclass AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i')
             WHERE
            """;

    private static final String FUNCTIONS = """
            SELECT 0::oid, p.oid, 0, n.nspname, p.proname,
                   -- from version 14 on IN is printed of procedures
                   regexp_replace(pg_get_function_identity_arguments(p.oid), '(^|, )IN ', '\\1', 'g'),
                   replace(replace(pg_get_functiondef(p.oid), '(' || a.printed || ')',
                                   '(' || regexp_replace(a.printed, '(^|, )IN ', '\\1', 'g') || ')'),
                           quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '(', quote_ident(p.proname) || '(')
              FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,
                   LATERAL (SELECT pg_get_function_arguments(p.oid) AS printed) a
             WHERE p.prokind <> 'a'
               AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
                                  AND d.refclassid = 'pg_type'::regclass AND d.deptype = 'i') AND
            """;

    private static final String TABLES = """
            SELECT c.oid, c.oid, 0, n.nspname, c.relname, '', pg_get_partkeydef(c.oid),
                   CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END,
                   (SELECT string_agg(pn.nspname || chr(31) || p.relname, chr(30) ORDER BY i.inhseqno)
                      FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
                      JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid),
                   CASE WHEN c.relkind <> 'p' THEN c.relpersistence::text END,
                   CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END,
                   (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(c.reloptions) o),
                   (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(x.reloptions) o),
                   c.relreplident::text, c.relrowsecurity::text, c.relforcerowsecurity::text
              FROM pg_class c
              JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_class x ON x.oid = c.reltoastrelid AND x.oid <> 0
             WHERE c.oid = ANY (?) AND c.relkind IN ('r', 'p')
            """;

    private static final String COLUMNS = """
            SELECT c.oid, c.oid, a.attnum, n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                   CASE WHEN a.attcollation <> t.typcollation AND a.attcollation <> 0
                     THEN a.attcollation::regcollation::text END,
                   %s,
                   CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
                   CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid)
                     || CASE a.attgenerated WHEN 's' THEN ' STORED' ELSE ' VIRTUAL' END END,
                   CASE WHEN a.attidentity <> '' AND NOT c.relispartition
                     THEN CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END END,
                   a.attstorage::text, %s, nullif(a.attstattarget, -1)::text,
                   (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(a.attoptions) o),
                   CASE WHEN a.attinhcount > 0 AND NOT c.relispartition
                     THEN CASE WHEN a.attislocal THEN 'inherited and its own' ELSE 'inherited' END END
              FROM pg_attribute a
              JOIN pg_class c ON c.oid = a.attrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_type t ON t.oid = a.atttypid
              LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
              %s
             WHERE c.oid = ANY (?) AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
            """;

    private static String columns(int version) {
        return version >= 18
                ? COLUMNS.formatted(
                        "CASE WHEN a.attnotnull THEN concat_ws(' ', 'NOT NULL', CASE WHEN NOT k.convalidated"
                                + " THEN 'NOT VALID' END) END",
                        "nullif(a.attcompression, '')::text",
                        "LEFT JOIN pg_constraint k ON k.conrelid = a.attrelid AND k.contype = 'n'"
                                + " AND k.conkey[1] = a.attnum")
                : COLUMNS.formatted(
                        "CASE WHEN a.attnotnull THEN 'NOT NULL' END",
                        version >= 14 ? "nullif(a.attcompression, '')::text" : "NULL",
                        "");
    }

    private static final String INDEXES = """
            SELECT c.oid, i.oid, 0, n.nspname, c.relname, i.relname, CASE WHEN x.indisunique THEN 'UNIQUE' END,
                   substr(pg_get_indexdef(i.oid), strpos(pg_get_indexdef(i.oid), ' USING ')), x.indisclustered::text,
                   x.indisreplident::text
              FROM pg_index x
              JOIN pg_class i ON i.oid = x.indexrelid
              JOIN pg_class c ON c.oid = x.indrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = ANY (?) AND x.indisvalid
               AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.oid AND k.contype IN ('p', 'u', 'x'))
            """;

    private static final String CONSTRAINTS = """
            SELECT c.oid, k.oid, 0, n.nspname, c.relname, k.conname, k.contype::text,
                   regexp_replace(replace(pg_get_constraintdef(k.oid), ' REFERENCES ' || k.confrelid::regclass::text,
                                          ' REFERENCES '), ' NOT VALID$', ''),
                   (SELECT rn.nspname || chr(31) || r.relname FROM pg_class r
                      JOIN pg_namespace rn ON rn.oid = r.relnamespace WHERE r.oid = k.confrelid),
                   k.convalidated::text,
                   CASE WHEN k.contype = 'c' AND k.coninhcount > 0 AND NOT c.relispartition
                     THEN CASE WHEN k.conislocal THEN 'inherited and its own' ELSE 'inherited' END END
              FROM pg_constraint k
              JOIN pg_class c ON c.oid = k.conrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = ANY (?) AND k.contype IN ('c', 'p', 'u', 'x', 'f')
               AND NOT (k.contype = 'f' AND k.conparentid <> 0)
            """;

    private static final String STATISTICS = """
            SELECT c.oid, s.oid, 0, n.nspname, c.relname, s.stxname, s.stxkind::text,
                   (SELECT string_agg(a.attname, ', ' ORDER BY a.attname) FROM pg_attribute a
                     WHERE a.attrelid = c.oid AND a.attnum = ANY (s.stxkeys))
              FROM pg_statistic_ext s
              JOIN pg_class c ON c.oid = s.stxrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = ANY (?)
            """;

    private static final String VIEWS = """
            SELECT c.oid, c.oid, 0, n.nspname, c.relname, '', pg_get_viewdef(c.oid),
                   (SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', '
                                      ORDER BY a.attnum)
                      FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
                   (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(c.reloptions) o)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = ANY (?) AND c.relkind = '%s'
            """;

    private static final String TRIGGERS = """
            SELECT c.oid, t.oid, 0, n.nspname, c.relname, t.tgname,
                   replace(pg_get_triggerdef(t.oid, true), ' ON ' || c.oid::regclass::text || ' ', ' ON ')
              FROM pg_trigger t
              JOIN pg_class c ON c.oid = t.tgrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = ANY (?) AND NOT t.tgisinternal AND (c.relispartition IS FALSE OR NOT EXISTS (
                     SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_trigger'::regclass AND d.objid = t.oid
                        AND d.refclassid = 'pg_trigger'::regclass))
            """;

    private static final String RULES = """
            SELECT c.oid, r.oid, 0, n.nspname, c.relname, r.rulename,
                   replace(pg_get_ruledef(r.oid, true), ' TO ' || c.oid::regclass::text, ' TO ')
              FROM pg_rewrite r
              JOIN pg_class c ON c.oid = r.ev_class
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = ANY (?) AND r.rulename <> '_RETURN'
            """;

    private static final String POLICIES = """
            SELECT c.oid, p.oid, 0, n.nspname, c.relname, p.polname, p.polcmd::text, p.polpermissive::text,
                   pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)
              FROM pg_policy p
              JOIN pg_class c ON c.oid = p.polrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = ANY (?)
            """;
}
