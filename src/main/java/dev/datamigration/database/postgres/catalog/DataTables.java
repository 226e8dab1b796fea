package dev.datamigration.database.postgres.catalog;

import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@link DataTable}s, in a few queries whatever their number. */
public final class DataTables {
    private static final String TABLES = """
            SELECT c.oid, n.nspname, c.relname, c.relpersistence = 'u' AS unlogged, c.relreplident,
                   rn.nspname AS root_schema, rc.relname AS root_table,
                   greatest(c.reltuples, 0)::bigint AS estimated_rows,
                   -- pg_table_size asks the file system twenty times for each table
                   coalesce(pg_catalog.pg_relation_size(c.oid), 0) AS row_bytes,
                   coalesce(pg_catalog.pg_relation_size(nullif(c.reltoastrelid, 0)), 0) AS toast_bytes,
                   (SELECT pg_catalog.array_agg(a.attname::text ORDER BY k.ord)
                      FROM pg_catalog.unnest(key.indkey::int2[]) WITH ORDINALITY k(attnum, ord)
                      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
                     WHERE k.ord <= key.indnkeyatts) AS key,
                   coalesce(key.sorted, false) AS key_sorted,
                   EXISTS (SELECT 1 FROM pg_catalog.pg_attribute a
                            WHERE a.attrelid = c.oid AND a.attgenerated = 'v' AND NOT a.attisdropped) AS computed_on_read
              FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN LATERAL (SELECT p.relid FROM pg_catalog.pg_partition_ancestors(c.oid) p
                                  WHERE c.relispartition
                                    AND NOT (SELECT relispartition FROM pg_catalog.pg_class WHERE oid = p.relid)) root
                ON true
              LEFT JOIN pg_catalog.pg_class rc ON rc.oid = root.relid
              LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = rc.relnamespace
              LEFT JOIN LATERAL (
                   SELECT i.indkey, i.indnkeyatts, x.relam = 403 AS sorted
                     FROM pg_catalog.pg_index i
                     JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
                    WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indimmediate
                      AND i.indpred IS NULL AND i.indexprs IS NULL
                      AND NOT EXISTS (SELECT 1 FROM pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY k(attnum, ord)
                                        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
                                       WHERE k.ord <= i.indnkeyatts AND (NOT a.attnotnull OR a.attgenerated <> ''))
                    ORDER BY i.indisreplident DESC, i.indisprimary DESC, i.indnatts, i.indexrelid
                    LIMIT 1) key ON true
             WHERE (c.relkind = 'r' OR c.oid = ANY (?)) AND c.relpersistence IN ('p', 'u')
               AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
               AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
                                WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                                  AND d.deptype = 'e')
             ORDER BY n.nspname, c.relname
            """;

    private static final String COLUMNS = """
            SELECT a.attrelid, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
                   pg_catalog.format_type(a.atttypid, -1) AS cast_type, a.attnotnull, a.attgenerated <> '' AS generated,
                   a.attidentity = 'a' AS identity_always,
                   (base.typtype = 'c' OR (base.typtype IN ('r', 'm') AND base.oid >= 16384)
                     OR coalesce(element.oid, 0) >= 16384
                     OR 0 IN (base.typsend, element.typsend)
                     OR (base.typnamespace = 'pg_catalog'::pg_catalog.regnamespace AND base.typname ~ '^_?reg'))
                     AS copied_as_text,
                   EXISTS (SELECT 1 FROM pg_catalog.pg_opclass o
                            WHERE o.opcdefault AND o.opcmethod = 403 AND o.opcintype = base.oid) AS comparable
              FROM pg_catalog.pg_attribute a
              JOIN LATERAL (
                   WITH RECURSIVE domains AS (
                     SELECT t.* FROM pg_catalog.pg_type t WHERE t.oid = a.atttypid
                     UNION ALL
                     SELECT t.* FROM domains d JOIN pg_catalog.pg_type t ON t.oid = d.typbasetype)
                   SELECT * FROM domains WHERE typtype <> 'd') base ON true
              LEFT JOIN pg_catalog.pg_type element ON element.oid = base.typelem AND base.typlen = -1
             WHERE a.attrelid = ANY (?) AND a.attnum > 0 AND NOT a.attisdropped
             ORDER BY a.attrelid, a.attnum
            """;

    private DataTables() {}

    /** The data tables of this server that the filter includes, sorted by name; tables of extensions are left out. */
    public static List<DataTable> read(Connection connection, ObjectFilter filter) throws SQLException {
        var trees = HashTree.read(connection);
        var found = SqlStatement.of(connection, TABLES)
                .with(SqlStatement.array("oid", trees.keySet()))
                .list(DataTableRow::of);
        var rows = merged(found, trees.values()).stream()
                .filter(row -> filter.includes(row.name()) || (row.root() != null && filter.includes(row.root())))
                .toList();
        var columns = columns(connection, rows.stream().map(DataTableRow::oid).toList());
        return rows.stream()
                .map(row -> row.table(filter, columns.get(row.oid())))
                .toList();
    }

    /** Those of a tree in one. */
    private static List<DataTableRow> merged(List<DataTableRow> found, Collection<HashTree> trees) {
        if (trees.isEmpty()) {
            return found;
        }
        var byOid = found.stream().collect(Collectors.toMap(DataTableRow::oid, Function.identity()));
        var merged = new LinkedHashMap<>(byOid);
        for (var tree : trees) {
            var leaves = tree.leaves().stream()
                    .map(leaf -> byOid.get(leaf.oid()))
                    .filter(Objects::nonNull)
                    .toList();
            leaves.forEach(leaf -> merged.remove(leaf.oid()));
            merged.computeIfPresent(tree.oid(), (oid, row) -> row.holding(leaves));
        }
        return found.stream()
                .map(row -> merged.get(row.oid()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Map<Long, List<Column>> columns(Connection connection, List<Long> oids) throws SQLException {
        var columns = new HashMap<Long, List<Column>>();
        oids.forEach(oid -> columns.put(oid, new ArrayList<>()));
        SqlStatement.of(connection, COLUMNS)
                .with(SqlStatement.array("oid", oids))
                .list(row -> columns.get(row.getLong("attrelid"))
                        .add(new Column(
                                row.getString("attname"),
                                row.getString("type"),
                                row.getString("cast_type"),
                                row.getBoolean("attnotnull"),
                                row.getBoolean("generated"),
                                row.getBoolean("identity_always"),
                                row.getBoolean("copied_as_text"),
                                row.getBoolean("comparable"))));
        return columns;
    }
}
