package dev.datamigration.database.postgres.schema.reader;

import static java.util.stream.Collectors.groupingBy;

import dev.datamigration.database.postgres.schema.definition.ColumnDefinition;
import dev.datamigration.database.postgres.schema.definition.TableDefinition;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Reads ordinary and partitioned tables with their columns. */
public final class TableReader {
    private static final String SQL = """
            SELECT c.oid, n.nspname, c.relname, c.relpersistence = 'u' AS unlogged,
                   CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS of_type,
                   CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key,
                   CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS partition_bound,
                   (SELECT array_agg(i.inhparent::bigint ORDER BY i.inhseqno) FROM pg_inherits i
                     WHERE i.inhrelid = c.oid) AS parents,
                   CASE WHEN c.relispartition THEN (SELECT count(*) - 1 FROM pg_partition_ancestors(c.oid)) ELSE 0 END
                     AS depth,
                   coalesce(c.reloptions, '{}')
                     || (SELECT coalesce(array_agg('toast.' || o), '{}') FROM unnest(x.reloptions) o) AS options,
                   c.relreplident, c.relrowsecurity, c.relforcerowsecurity, nullif(m.amname, 'heap') AS access_method,
                   s.spcname, pg_relation_size(c.oid) AS bytes
              FROM pg_class c
              JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_class x ON x.oid = c.reltoastrelid AND x.oid <> 0
              LEFT JOIN pg_am m ON m.oid = c.relam
              LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
             WHERE c.oid = ANY (?)
             ORDER BY n.nspname, c.relname
            """;

    private TableReader() {}

    public static List<TableDefinition> read(Connection connection, int version, Collection<Long> oids)
            throws SQLException {
        var columns =
                ColumnReader.read(connection, version, oids).stream().collect(groupingBy(ColumnDefinition::table));
        return Rows.read(connection, SQL, oids, TableReader::table).stream()
                .map(table -> table.withColumns(columns.getOrDefault(table.oid(), List.of())))
                .toList();
    }

    private static TableDefinition table(ResultSet row) throws SQLException {
        return new TableDefinition(
                row.getLong("oid"),
                new TableName(row.getString("nspname"), row.getString("relname")),
                Rows.flag(row, "unlogged"),
                row.getString("of_type"),
                row.getString("partition_key"),
                row.getString("partition_bound"),
                Rows.longs(row, "parents"),
                row.getInt("depth"),
                Rows.texts(row, "options"),
                switch (row.getString("relreplident")) {
                    case "n" -> ReplicaIdentity.Nothing;
                    case "f" -> ReplicaIdentity.Full;
                    case "i" -> ReplicaIdentity.Index;
                    default -> ReplicaIdentity.Default;
                },
                Rows.flag(row, "relrowsecurity"),
                Rows.flag(row, "relforcerowsecurity"),
                row.getString("access_method"),
                row.getString("spcname"),
                row.getLong("bytes"),
                List.of());
    }
}
