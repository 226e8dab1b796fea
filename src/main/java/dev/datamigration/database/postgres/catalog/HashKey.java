package dev.datamigration.database.postgres.catalog;

import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A part of the key of a table that is partitioned by hash.
 *
 * @param table OID of the partitioned table
 * @param type as the server prints it; of an expression what its operator class is for
 * @param unlike whether its hash differs between any two servers: that of an enum and of names of objects is made of OIDs,
 *     that of text under a nondeterministic collation depends on a library, and of an operator class that PostgreSQL does
 *     not bring nothing is known
 * @param texts whether its hash depends on the encoding of the database
 */
public record HashKey(long table, TableName name, String type, boolean unlike, boolean texts) {
    private static final String KEYS = """
            WITH key AS (
              SELECT p.partrelid, k.ord, coalesce(a.atttypid, o.opcintype) AS type, k.coll,
                     o.oid >= 16384 AS added
                FROM pg_catalog.pg_partitioned_table p
                CROSS JOIN LATERAL unnest(p.partattrs::pg_catalog.int2[], p.partclass::pg_catalog.oid[],
                                          p.partcollation::pg_catalog.oid[])
                  WITH ORDINALITY AS k(attnum, opclass, coll, ord)
                JOIN pg_catalog.pg_opclass o ON o.oid = k.opclass
                LEFT JOIN pg_catalog.pg_attribute a
                  ON a.attrelid = p.partrelid AND a.attnum = k.attnum AND k.attnum > 0
               WHERE p.partstrat = 'h'),
            holds AS (
              WITH RECURSIVE part (partrelid, ord, type) AS (
                SELECT partrelid, ord, type FROM key
                UNION
                SELECT part.partrelid, part.ord, inner_type.oid
                  FROM part JOIN pg_catalog.pg_type t ON t.oid = part.type
                  CROSS JOIN LATERAL (
                       SELECT t.typbasetype WHERE t.typbasetype <> 0
                       UNION ALL SELECT t.typelem WHERE t.typelem <> 0 AND t.typlen = -1
                       UNION ALL SELECT r.rngsubtype FROM pg_catalog.pg_range r
                                  WHERE t.oid IN (r.rngtypid, (pg_catalog.to_jsonb(r) ->> 'rngmultitypid')::pg_catalog.oid)
                       UNION ALL SELECT c.atttypid FROM pg_catalog.pg_attribute c
                                  WHERE t.typtype = 'c' AND c.attrelid = t.typrelid AND c.attnum > 0
                                    AND NOT c.attisdropped) AS inner_type(oid))
              SELECT part.partrelid, part.ord,
                     pg_catalog.bool_or(t.typtype IN ('e', 'p')
                       OR t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace AND t.typname ~ '^reg') AS oids,
                     pg_catalog.bool_or(t.typcategory = 'S' OR t.oid = 'pg_catalog.jsonb'::pg_catalog.regtype) AS texts
                FROM part JOIN pg_catalog.pg_type t ON t.oid = part.type GROUP BY 1, 2)
            SELECT c.oid, n.nspname, c.relname, pg_catalog.format_type(key.type, NULL),
                   key.added OR holds.oids OR NOT coalesce(o.collisdeterministic, true), holds.texts
              FROM key JOIN holds USING (partrelid, ord)
              JOIN pg_catalog.pg_class c ON c.oid = key.partrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_catalog.pg_collation o ON o.oid = key.coll
             ORDER BY n.nspname, c.relname, key.ord
            """;

    private static final String ABOVE = """
            SELECT DISTINCT above.relid::pg_catalog.oid
              FROM pg_catalog.unnest(?::pg_catalog.oid[]) AS part(oid)
              CROSS JOIN LATERAL pg_catalog.pg_partition_ancestors(part.oid) above
            """;

    /** Those of the tables above these and of these themselves. */
    public static List<HashKey> above(Connection connection, List<Long> tables) throws SQLException {
        var above = SqlStatement.of(connection, ABOVE)
                .with(SqlStatement.array("oid", tables))
                .list(row -> row.getLong(1));
        return read(connection).stream()
                .filter(key -> above.contains(key.table()))
                .toList();
    }

    /** Every one of this database, sorted by the table's name. */
    public static List<HashKey> read(Connection connection) throws SQLException {
        return SqlStatement.of(connection, KEYS)
                .list(row -> new HashKey(
                        row.getLong(1),
                        new TableName(row.getString(2), row.getString(3)),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getBoolean(6)));
    }
}
