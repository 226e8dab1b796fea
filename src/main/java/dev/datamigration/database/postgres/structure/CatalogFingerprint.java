package dev.datamigration.database.postgres.structure;

import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Tells cheaply whether the structure of a database may have changed: every DDL writes rows of the catalog anew, with
 * another {@code xmin}. Other things do as well, so that a changed fingerprint is only a reason to read.
 */
public final class CatalogFingerprint {
    private static final String SQL = """
            WITH relation AS (
              SELECT c.oid, c.xmin FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
               WHERE c.oid >= 16384 AND c.relpersistence <> 't' AND n.nspname <> 'pg_toast' AND n.nspname <> 'datamigration'),
            changed AS (
              SELECT 'c' AS catalog, oid::bigint, 0 AS number, xmin FROM relation
              UNION ALL SELECT 'a', a.attrelid, a.attnum, a.xmin FROM pg_catalog.pg_attribute a JOIN relation r ON r.oid = a.attrelid
              UNION ALL SELECT 'd', d.oid, 0, d.xmin FROM pg_catalog.pg_attrdef d JOIN relation r ON r.oid = d.adrelid
              UNION ALL SELECT 'i', i.indexrelid, 0, i.xmin FROM pg_catalog.pg_index i JOIN relation r ON r.oid = i.indrelid
              UNION ALL SELECT 'h', h.inhrelid, h.inhseqno, h.xmin FROM pg_catalog.pg_inherits h
              UNION ALL SELECT 'k', oid, 0, xmin FROM pg_catalog.pg_constraint WHERE oid >= 16384
              UNION ALL SELECT 'p', oid, 0, xmin FROM pg_catalog.pg_proc WHERE oid >= 16384
              UNION ALL SELECT 't', oid, 0, xmin FROM pg_catalog.pg_type WHERE oid >= 16384 AND typrelid = 0 AND typelem = 0
              UNION ALL SELECT 'e', oid, 0, xmin FROM pg_catalog.pg_enum
              UNION ALL SELECT 'g', oid, 0, xmin FROM pg_catalog.pg_trigger WHERE NOT tgisinternal
              UNION ALL SELECT 'l', oid, 0, xmin FROM pg_catalog.pg_policy
              UNION ALL SELECT 'w', oid, 0, xmin FROM pg_catalog.pg_rewrite WHERE oid >= 16384
              UNION ALL SELECT 's', seqrelid, 0, xmin FROM pg_catalog.pg_sequence
              UNION ALL SELECT 'x', oid, 0, xmin FROM pg_catalog.pg_statistic_ext
              UNION ALL SELECT 'n', oid, 0, xmin FROM pg_catalog.pg_namespace WHERE oid >= 16384 AND nspname NOT LIKE 'pg\\_%')
            SELECT pg_catalog.concat_ws(' ', pg_catalog.count(*), pg_catalog.sum(pg_catalog.hashtextextended(
                     pg_catalog.concat_ws(' ', catalog, oid, number, xmin), 0)))
              FROM changed
            """;

    private CatalogFingerprint() {}

    /** Equal as long as no DDL was run. */
    public static String read(Connection connection) throws SQLException {
        return SqlStatement.of(connection, SQL).one(row -> row.getString(1));
    }
}
