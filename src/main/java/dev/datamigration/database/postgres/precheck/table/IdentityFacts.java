package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says what the server's choice of a replica identity depends on.
 *
 * @param primaryKey whether there is a primary key that the log can use, that is one that is neither deferrable
 *     nor over generated columns
 * @param keyIndex name of a unique index over NOT NULL columns that could be the identity, or null
 * @param identityIndex whether there is (still) an index that was named as the identity, and whose columns are in the log
 * @param deferrableKey name of a primary key that the log cannot use because it is deferrable, or null
 */
record IdentityFacts(long oid, boolean primaryKey, String keyIndex, boolean identityIndex, String deferrableKey) {
    /** Of the row c of pg_class of a table: that it has no key, and that its log does not tell whole rows, but could. */
    static final String KEYLESS =
            "c.relpersistence = 'p' AND c.relreplident <> 'f' AND NOT EXISTS (SELECT FROM pg_catalog.pg_index i"
                    + " WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indimmediate AND i.indpred IS NULL"
                    + " AND i.indexprs IS NULL AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid"
                    + " AND (NOT a.attnotnull OR a.attgenerated <> '') AND a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])))"
                    + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attgenerated = 'v')";

    private static final String FACTS = """
            SELECT c.oid,
                   EXISTS (SELECT 1 FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid
                             AND i.indisprimary AND i.indimmediate AND i.indisvalid
                             AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid
                                               AND a.attgenerated <> '' AND a.attnum = ANY (i.indkey::int2[])))
                     AS primary_key,
                   (SELECT x.relname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
                     WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indimmediate
                       AND i.indpred IS NULL AND i.indexprs IS NULL
                       AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_attribute a
                                        WHERE a.attrelid = c.oid AND (NOT a.attnotnull OR a.attgenerated <> '')
                                          AND a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1]))
                     ORDER BY i.indisprimary DESC, i.indisreplident DESC, i.indnatts, i.indexrelid LIMIT 1) AS key_index,
                   EXISTS (SELECT 1 FROM pg_catalog.pg_index i
                            WHERE i.indrelid = c.oid AND i.indisreplident AND i.indisvalid
                              AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid
                                                AND a.attgenerated <> '' AND a.attnum = ANY (i.indkey::int2[])))
                     AS identity_index,
                   (SELECT k.conname FROM pg_catalog.pg_constraint k
                     WHERE k.conrelid = c.oid AND k.contype = 'p' AND k.condeferrable) AS deferrable_key
              FROM pg_catalog.pg_class c WHERE c.oid = ANY (?)
            """;

    static Map<Long, IdentityFacts> read(CheckedDatabase source, List<Long> oids) {
        return source
                .list(
                        FACTS,
                        row -> new IdentityFacts(
                                row.getLong("oid"),
                                row.getBoolean("primary_key"),
                                row.getString("key_index"),
                                row.getBoolean("identity_index"),
                                row.getString("deferrable_key")),
                        oids)
                .stream()
                .collect(Collectors.toMap(IdentityFacts::oid, Function.identity()));
    }
}
