package dev.datamigration.database.postgres.write;

import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds what the apply must know of a table of the target besides its columns.
 *
 * @param uniqueKeys of each unique index that can tell rows apart, the columns, each with its equality operator
 * @param equality of each column that has one, its type's equality operator, qualified for SQL
 * @param required columns that an INSERT must give a value
 * @param insertRules whether a rule acts on an INSERT by a session that is a replica, as no COPY makes it
 */
record TargetTraits(
        Map<Long, Map<String, String>> uniqueKeys,
        Map<String, String> equality,
        Set<String> required,
        boolean insertRules) {
    /** Operators are written with their schema: the search path is empty, and types of extensions bring their own. */
    private static final String UNIQUE_KEYS = """
            SELECT i.indexrelid::bigint AS index, a.attname,
                   pg_catalog.format('OPERATOR(%I.%s)', n.nspname, o.oprname) AS equality
              FROM pg_catalog.pg_index i
              CROSS JOIN LATERAL unnest(i.indkey::int2[], i.indclass::oid[]) WITH ORDINALITY
                AS k(attnum, opclass, ord)
              JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
              JOIN pg_catalog.pg_opclass c ON c.oid = k.opclass AND c.opcmethod = 403
              JOIN pg_catalog.pg_amop m ON m.amopfamily = c.opcfamily AND m.amopstrategy = 3
               AND m.amoplefttype = c.opcintype AND m.amoprighttype = c.opcintype
              JOIN pg_catalog.pg_operator o ON o.oid = m.amopopr
              JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
             WHERE i.indrelid = ?::bigint::pg_catalog.oid AND k.ord <= i.indnkeyatts
               AND i.indisunique AND i.indisvalid AND i.indimmediate
               AND i.indpred IS NULL AND i.indexprs IS NULL
             ORDER BY i.indisprimary DESC, i.indexrelid, k.ord
            """;

    private static final String COLUMNS = """
            SELECT a.attname,
                   a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AND a.attgenerated = ''
                     AND coalesce(t.typdefault IS NULL, true) AS required,
                   (SELECT pg_catalog.format('OPERATOR(%I.%s)', n.nspname, o.oprname)
                      FROM pg_catalog.pg_opclass c
                      JOIN pg_catalog.pg_amop m ON m.amopfamily = c.opcfamily AND m.amopstrategy = 3
                       AND m.amoplefttype = c.opcintype AND m.amoprighttype = c.opcintype
                      JOIN pg_catalog.pg_operator o ON o.oid = m.amopopr
                      JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
                     WHERE c.opcdefault AND c.opcmethod = 403
                       AND c.opcintype = CASE WHEN t.typtype = 'e' THEN 'pg_catalog.anyenum'::pg_catalog.regtype
                                              WHEN t.oid = 'pg_catalog.varchar'::pg_catalog.regtype
                                              THEN 'pg_catalog.text'::pg_catalog.regtype
                                              ELSE t.oid END) AS equality
              FROM pg_catalog.pg_attribute a
              JOIN pg_catalog.pg_type d ON d.oid = a.atttypid
              JOIN pg_catalog.pg_type t ON t.oid = coalesce(nullif(d.typbasetype, 0), d.oid)
             WHERE a.attrelid = ?::bigint::pg_catalog.oid AND a.attnum > 0 AND NOT a.attisdropped
            """;

    private static final String INSERT_RULES = """
            SELECT 1 FROM pg_catalog.pg_rewrite
             WHERE ev_class = ?::bigint::pg_catalog.oid AND ev_type = '3' AND ev_enabled IN ('A', 'R')
            """;

    static TargetTraits read(Connection connection, long tableOid) throws SQLException {
        var uniqueKeys = uniqueKeys(connection, tableOid);
        var equality = new HashMap<String, String>();
        var required = new HashSet<String>();
        SqlStatement.of(connection, COLUMNS).with(tableOid).list(row -> {
            var name = row.getString("attname");
            if (row.getBoolean("required")) {
                required.add(name);
            }
            return row.getString("equality") == null ? null : equality.put(name, row.getString("equality"));
        });
        var insertRules =
                SqlStatement.of(connection, INSERT_RULES).with(tableOid).exists();
        return new TargetTraits(uniqueKeys, equality, required, insertRules);
    }

    private static Map<Long, Map<String, String>> uniqueKeys(Connection connection, long tableOid) throws SQLException {
        var keys = new LinkedHashMap<Long, Map<String, String>>();
        SqlStatement.of(connection, UNIQUE_KEYS)
                .with(tableOid)
                .list(row -> keys.computeIfAbsent(row.getLong("index"), index -> new LinkedHashMap<>())
                        .put(row.getString("attname"), row.getString("equality")));
        return keys;
    }

    /** The equality operators of a unique index on exactly these columns, by column; empty if there is none. */
    Optional<Map<String, String>> uniqueKey(Set<String> columns) {
        return uniqueKeys.values().stream()
                .filter(key -> key.keySet().equals(columns))
                .findFirst();
    }
}
