package dev.datamigration.database.postgres.schema;

/**
 * The query behind {@link TableCode}: from what runs with a statement along the server's dependencies to functions. What
 * expressions call of the server's own functions is in no dependency, so that is read from the expressions.
 */
final class TableCodeSql {
    /** Lists what runs when rows are written by a replica. Defaults do not, since every column is given. */
    static final String WRITTEN = """
            SELECT c.oid AS relation, 'pg_class'::regclass::oid AS class, c.oid FROM pg_class c JOIN given g ON g.oid = c.oid
            UNION ALL
            SELECT conrelid, 'pg_constraint'::regclass, k.oid FROM pg_constraint k JOIN given g ON g.oid = conrelid
             WHERE contype IN ('c', 'x')
            UNION ALL
            SELECT indrelid, 'pg_class'::regclass, indexrelid FROM pg_index JOIN given g ON g.oid = indrelid
            UNION ALL
            SELECT adrelid, 'pg_attrdef'::regclass, d.oid
              FROM pg_attrdef d JOIN given g ON g.oid = adrelid
              JOIN pg_attribute a ON a.attrelid = adrelid AND a.attnum = adnum AND a.attgenerated <> ''
            UNION ALL
            SELECT tgrelid, 'pg_trigger'::regclass, t.oid FROM pg_trigger t JOIN given g ON g.oid = tgrelid
             WHERE tgenabled IN ('A', 'R') AND
            """ + FiringTrigger.IS_OF_USERS + """
            UNION ALL
            SELECT ev_class, 'pg_rewrite'::regclass, r.oid FROM pg_rewrite r JOIN given g ON g.oid = ev_class
             WHERE ev_enabled IN ('A', 'R') AND ev_type <> '1'
            """;

    /** Lists what runs besides when the tables are the account's own: the server gathers statistics with their owner's rights. */
    static final String OWNED = WRITTEN + """
            UNION ALL
            SELECT stxrelid, 'pg_statistic_ext'::regclass, s.oid FROM pg_statistic_ext s JOIN given g ON g.oid = stxrelid
            """;

    static final String READ_BY_KEY = """
            SELECT i.indrelid AS relation, 'pg_type'::regclass::oid AS class, a.atttypid AS oid
              FROM pg_index i JOIN given g ON g.oid = i.indrelid
              JOIN pg_attribute a ON a.attrelid = i.indexrelid
             WHERE i.indisunique
            """;

    static final String CODE = """
            WITH RECURSIVE given AS (SELECT oid FROM unnest(?::oid[]) oid),
            reached AS (
              SELECT relation, class, oid FROM (%s) root
              UNION
              SELECT r.relation, n.class, n.oid
                FROM reached r, LATERAL (
                  SELECT d.refclassid AS class, d.refobjid AS oid FROM pg_depend d
                   WHERE d.classid = r.class AND d.objid = r.oid AND d.deptype IN ('n', 'a', 'i', 'P', 'S')
                     AND d.refobjid >= 16384 AND d.refclassid <> 'pg_namespace'::regclass
                  UNION ALL
                  SELECT 'pg_constraint'::regclass, k.oid FROM pg_constraint k
                   WHERE r.class = 'pg_type'::regclass AND k.contypid = r.oid
                  UNION ALL
                  SELECT 'pg_proc'::regclass, a.amproc FROM pg_opclass c JOIN pg_amproc a ON a.amprocfamily = c.opcfamily
                   WHERE r.class = 'pg_opclass'::regclass AND c.oid = r.oid AND a.amproc >= 16384
                  UNION ALL
                  SELECT 'pg_operator'::regclass, a.amopopr FROM pg_opclass c JOIN pg_amop a ON a.amopfamily = c.opcfamily
                   WHERE r.class = 'pg_opclass'::regclass AND c.oid = r.oid AND a.amopopr >= 16384
                  UNION ALL
                  SELECT 'pg_class'::regclass, t.typrelid FROM pg_type t
                   WHERE r.class = 'pg_type'::regclass AND t.oid = r.oid AND t.typrelid <> 0
                  UNION ALL
                  SELECT 'pg_proc'::regclass, c.castfunc FROM pg_cast c
                   WHERE r.class = 'pg_type'::regclass AND c.castfunc >= 16384
                     AND (c.castsource = r.oid AND c.casttarget = 'text'::regtype
                          OR c.casttarget = r.oid AND c.castsource = 'text'::regtype)
                  UNION ALL
                  SELECT 'pg_rewrite'::regclass, w.oid FROM pg_rewrite w
                   WHERE r.class = 'pg_class'::regclass AND w.ev_class = r.oid AND w.rulename = '_RETURN') n),
            called AS (
              SELECT e.relation, e.owner, (regexp_matches(e.expression, ':(?:op)?funcid (\\d+)', 'g'))[1]::oid AS function
                FROM (
                  SELECT r.relation, coalesce(c.relowner, t.typowner) AS owner, k.conbin::text AS expression
                    FROM reached r JOIN pg_constraint k ON k.oid = r.oid AND r.class = 'pg_constraint'::regclass
                    LEFT JOIN pg_class c ON c.oid = k.conrelid LEFT JOIN pg_type t ON t.oid = k.contypid
                  UNION ALL
                  SELECT r.relation, c.relowner, d.adbin::text
                    FROM reached r JOIN pg_attrdef d ON d.oid = r.oid AND r.class = 'pg_attrdef'::regclass
                    JOIN pg_class c ON c.oid = d.adrelid
                  UNION ALL
                  SELECT r.relation, c.relowner, concat(i.indexprs::text, i.indpred::text)
                    FROM reached r JOIN pg_index i ON i.indexrelid = r.oid AND r.class = 'pg_class'::regclass
                    JOIN pg_class c ON c.oid = i.indrelid
                  UNION ALL
                  SELECT r.relation, c.relowner, p.partexprs::text
                    FROM reached r JOIN pg_partitioned_table p ON p.partrelid = r.oid AND r.class = 'pg_class'::regclass
                    JOIN pg_class c ON c.oid = r.oid
                  UNION ALL
                  SELECT r.relation, c.relowner, t.tgqual::text
                    FROM reached r JOIN pg_trigger t ON t.oid = r.oid AND r.class = 'pg_trigger'::regclass
                    JOIN pg_class c ON c.oid = t.tgrelid
                  UNION ALL
                  SELECT r.relation, c.relowner, concat(w.ev_qual::text, w.ev_action::text)
                    FROM reached r JOIN pg_rewrite w ON w.oid = r.oid AND r.class = 'pg_rewrite'::regclass
                    JOIN pg_class c ON c.oid = w.ev_class
                  UNION ALL
                  -- a column that version 13 lacks
                  SELECT r.relation, s.stxowner, to_jsonb(s) ->> 'stxexprs'
                    FROM reached r JOIN pg_statistic_ext s ON s.oid = r.oid AND r.class = 'pg_statistic_ext'::regclass) e),
            member AS (
              SELECT objid FROM pg_depend WHERE classid = 'pg_proc'::regclass AND deptype = 'e'),
            code AS (
              SELECT r.relation, p.oid AS function, p.proowner AS owner
                FROM reached r JOIN pg_proc p ON p.oid = r.oid AND r.class = 'pg_proc'::regclass
               WHERE p.oid >= 16384 AND p.oid NOT IN (SELECT objid FROM member)
              UNION
              SELECT c.relation, p.oid, c.owner
                FROM called c JOIN pg_proc p ON p.oid = c.function
               WHERE (p.oid < 16384 OR p.oid IN (SELECT objid FROM member))
                 AND (p.provolatile = 'v' OR p.proname LIKE '%%to\\_xml%%')
                 AND p.proname NOT IN ('nextval', 'currval', 'lastval', 'random', 'random_normal', 'clock_timestamp',
                                       'timeofday', 'gen_random_uuid', 'uuidv4', 'uuidv7', 'uuid_generate_v1',
                                       'uuid_generate_v1mc', 'uuid_generate_v4', 'gen_random_bytes', 'gen_salt'))
            SELECT c.oid, n.nspname, c.relname, o.rolname AS owner,
                   format('%%s.%%s(%%s)', f.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS function
              FROM code x
              JOIN pg_class c ON c.oid = x.relation
              JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_proc p ON p.oid = x.function
              JOIN pg_namespace f ON f.oid = p.pronamespace
              JOIN pg_roles o ON o.oid = x.owner AND NOT o.rolsuper
             ORDER BY n.nspname, c.relname, function
            """;

    private TableCodeSql() {}
}
