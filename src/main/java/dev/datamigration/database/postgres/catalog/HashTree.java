package dev.datamigration.database.postgres.catalog;

import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A partitioned table whose rows belong to other partitions on another server, because it is partitioned by a hash that
 * differs between any two. What is below it is no concern of the other side, whose server puts each row where it belongs.
 *
 * @param oid of the outermost table of which that is true
 * @param leaves its partitions that hold rows
 */
public record HashTree(long oid, List<Leaf> leaves) {
    private static final String LEAVES = """
            SELECT top.oid, c.oid, n.nspname, c.relname, c.relkind = 'f'
              FROM pg_catalog.unnest(?::pg_catalog.oid[]) AS top(oid)
              JOIN LATERAL pg_catalog.pg_partition_tree(top.oid) leaf ON leaf.isleaf
              JOIN pg_catalog.pg_class c ON c.oid = leaf.relid AND c.relkind <> 'p'
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_partition_ancestors(top.oid) above
                                WHERE above.relid <> top.oid AND above.relid = ANY (?::pg_catalog.oid[]))
             ORDER BY top.oid, leaf.relid
            """;

    public HashTree {
        leaves = List.copyOf(leaves);
    }

    /** @param foreign whether its rows lie on another server */
    public record Leaf(long oid, TableName name, boolean foreign) {}

    /** Every one of this database that has leaves, by OID. */
    public static Map<Long, HashTree> read(Connection connection) throws SQLException {
        var unlike = HashKey.read(connection).stream()
                .filter(HashKey::unlike)
                .map(HashKey::table)
                .distinct()
                .toList();
        return unlike.isEmpty() ? Map.of() : read(connection, unlike);
    }

    private static Map<Long, HashTree> read(Connection connection, List<Long> unlike) throws SQLException {
        var leaves = new LinkedHashMap<Long, List<Leaf>>();
        SqlStatement.of(connection, LEAVES)
                .with(SqlStatement.array("oid", unlike), SqlStatement.array("oid", unlike))
                .list(row -> leaves.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                        .add(new Leaf(
                                row.getLong(2), new TableName(row.getString(3), row.getString(4)), row.getBoolean(5))));
        var trees = new LinkedHashMap<Long, HashTree>();
        leaves.forEach((oid, below) -> trees.put(oid, new HashTree(oid, below)));
        return trees;
    }
}
