package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.schema.CalledTypes;
import dev.datamigration.database.postgres.schema.NamesByPath;
import java.util.List;
import java.util.stream.Stream;

/**
 * A function, the text of whose body is read anew whenever it is called, that indexes, checks, generated columns, domains or
 * partition keys of tables call; so it is called when these are made on the target, or filled.
 *
 * @param sql whether its body is SQL, which the server's validator reads as a call would
 * @param signature with its schema, quoted for SQL
 * @param schema that it is in, quoted for SQL
 * @param extension that it belongs to, quoted for SQL, or null
 * @param usualPath the search path of sessions of its owner, as SET takes it
 * @param callers what calls it, for people
 */
record CalledFunction(
        long oid,
        boolean sql,
        String signature,
        String display,
        String schema,
        String extension,
        String usualPath,
        String callers) {
    private static final String FUNCTIONS = CalledTypes.DOMAINS_AND_ANCESTORS + """
            , caller AS (
              SELECT d.refobjid AS function,
                     CASE WHEN i.indexrelid IS NOT NULL
                            THEN pg_catalog.format('index %s.%s', xn.nspname, x.relname)
                          WHEN k.oid IS NOT NULL
                            THEN pg_catalog.format('constraint %s of %s.%s', k.conname, n.nspname, t.relname)
                          ELSE pg_catalog.format('generated column %s of %s.%s', a.attname, n.nspname, t.relname) END AS name
                FROM pg_catalog.pg_depend d
                LEFT JOIN pg_catalog.pg_index i
                  ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND i.indexrelid = d.objid
                LEFT JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
                LEFT JOIN pg_catalog.pg_namespace xn ON xn.oid = x.relnamespace
                LEFT JOIN pg_catalog.pg_constraint k
                  ON d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND k.oid = d.objid
                LEFT JOIN pg_catalog.pg_attrdef e
                  ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND e.oid = d.objid
                LEFT JOIN pg_catalog.pg_attribute a
                  ON a.attrelid = e.adrelid AND a.attnum = e.adnum AND a.attgenerated = 's'
                JOIN pg_catalog.pg_class t ON t.oid = coalesce(i.indrelid, k.conrelid, a.attrelid)
                JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
                JOIN given g ON g.oid = t.oid
               WHERE d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
              UNION ALL
              SELECT d.refobjid, pg_catalog.format('domain %s.%s', n.nspname, t.typname)
                FROM pg_catalog.pg_constraint k
                JOIN pg_catalog.pg_type t ON t.oid = k.contypid
                JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND d.objid = k.oid
                     AND d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
               WHERE k.contypid IN (SELECT domain FROM used_domain)
              UNION ALL
              SELECT d.refobjid, pg_catalog.format('partition key of %s.%s', n.nspname, t.relname)
                FROM pg_catalog.pg_partitioned_table p
                JOIN pg_catalog.pg_class t ON t.oid = p.partrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
                JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = t.oid
                     AND d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
               WHERE p.partexprs IS NOT NULL AND t.oid IN (SELECT ancestor FROM routed)),
            called AS (
              SELECT function, pg_catalog.string_agg(DISTINCT name, ', ') AS callers FROM caller GROUP BY function)
            SELECT p.oid, l.lanname = 'sql' AS sql,
                   """ + NamesByPath.SIGNATURE + """
             AS signature,
                   pg_catalog.format('%s.%s(%s)', n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid))
                     AS display,
                   pg_catalog.quote_ident(n.nspname) AS schema,
                   (SELECT pg_catalog.quote_ident(e.extname) FROM pg_catalog.pg_depend d
                      JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
                     WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = p.oid
                       AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.deptype = 'e') AS extension,
                   """
            + NamesByPath.USUAL_PATH + """
             AS usual_path,
                   called.callers
              FROM called
              JOIN pg_catalog.pg_proc p ON p.oid = called.function
              """ + NamesByPath.OF_FUNCTIONS + """
            coalesce(p.prosrc, '') <> ''
             ORDER BY n.nspname, p.proname, p.oid
            """;

    /** @param tables OIDs of the tables that call */
    static List<CalledFunction> read(CheckedDatabase database, List<Long> tables) {
        return database.list(
                FUNCTIONS,
                row -> new CalledFunction(
                        row.getLong("oid"),
                        row.getBoolean("sql"),
                        row.getString("signature"),
                        row.getString("display"),
                        row.getString("schema"),
                        row.getString("extension"),
                        row.getString("usual_path"),
                        row.getString("callers")),
                tables);
    }

    /** Search paths that its author may have meant, most likely ones first, as SET takes them; temporary objects come last. */
    List<String> likelyPaths() {
        return Stream.of(NamesByPath.path(usualPath), schema, schema + ", public")
                .map(path -> path + ", pg_temp")
                .toList();
    }
}
