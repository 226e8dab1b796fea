package dev.datamigration.database.postgres.ddl;

/** Sets sequences by the rows of their tables, where no other database can be asked. */
public final class SequencesFromColumns {
    /**
     * Sets every sequence that belongs to a column beyond the column's values. It can run as anybody who may set the
     * sequences, whatever objects others have made, and as often as one likes.
     */
    public static final String SCRIPT = """
            DO $$
            DECLARE
              used record;
            BEGIN
              PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
              FOR used IN
                SELECT q.seqrelid::regclass AS sequence, d.refobjid::regclass AS relation, a.attname AS col,
                       CASE WHEN q.seqincrement > 0 THEN 'max' ELSE 'min' END AS farthest,
                       CASE WHEN q.seqincrement > 0 THEN '>=' ELSE '<=' END AS beyond, q.seqmin, q.seqmax
                FROM pg_sequence q
                JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = q.seqrelid
                 AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
                JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                JOIN pg_type t ON t.oid = a.atttypid AND t.typcategory = 'N'
                WHERE NOT q.seqcycle
              LOOP
                EXECUTE format(
                  'SELECT setval(%L, f.v) FROM (SELECT %s(%I)::int8 AS v FROM %s) f, %s s'
                    || ' WHERE f.v %s s.last_value AND f.v BETWEEN %s AND %s',
                  used.sequence, used.farthest, used.col, used.relation, used.sequence, used.beyond, used.seqmin, used.seqmax);
              END LOOP;
            END
            $$;
            """.strip();

    private SequencesFromColumns() {}
}
