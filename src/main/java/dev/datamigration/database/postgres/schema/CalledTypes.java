package dev.datamigration.database.postgres.schema;

/** SQL of what a row of a table meets beside the table's own expressions: domains of its columns, and the keys by which it is routed. */
public final class CalledTypes {
    /**
     * The beginning of a query, whose first parameter are OIDs of tables. {@code given (oid)} are these; {@code used_domain (relation, domain,
     * cast_again)} the domains of their columns, of elements of arrays and of other domains, with an expression that checks a column's values
     * anew; {@code routed (relation, ancestor)} the partitioned tables above them, and they themselves.
     */
    public static final String DOMAINS_AND_ANCESTORS = """
            WITH RECURSIVE given AS (SELECT oid FROM pg_catalog.unnest(?::pg_catalog.oid[]) AS g(oid)),
            column_type AS (
              SELECT a.attrelid AS relation, a.attname, a.atttypid AS type, a.atttypid AS domain, ''::text AS brackets
                FROM pg_catalog.pg_attribute a JOIN given g ON g.oid = a.attrelid
               WHERE a.attnum > 0 AND NOT a.attisdropped
              UNION ALL
              SELECT c.relation, c.attname, c.type,
                     CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.typelem END,
                     CASE WHEN t.typtype = 'd' THEN c.brackets ELSE '[]' END
                FROM column_type c JOIN pg_catalog.pg_type t ON t.oid = c.domain
               WHERE t.typtype = 'd' OR t.typcategory = 'A' AND t.typelem <> 0),
            used_domain AS (
              SELECT c.relation, c.domain,
                     pg_catalog.format('((%I::%s)::%s)', c.attname,
                       pg_catalog.format_type(b.domain, -1) || b.brackets, pg_catalog.format_type(c.type, -1)) AS cast_again
                FROM column_type c
                JOIN pg_catalog.pg_type t ON t.oid = c.domain AND t.typtype = 'd'
                JOIN column_type b ON b.relation = c.relation AND b.attname = c.attname
                JOIN pg_catalog.pg_type e ON e.oid = b.domain AND e.typtype <> 'd' AND (e.typcategory <> 'A' OR e.typelem = 0)),
            routed AS (
              SELECT g.oid AS relation, p.relid::pg_catalog.oid AS ancestor
                FROM given g, LATERAL pg_catalog.pg_partition_ancestors(g.oid) p)""";

    private CalledTypes() {}
}
