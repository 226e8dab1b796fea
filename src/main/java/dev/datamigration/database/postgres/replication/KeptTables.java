package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.postgres.catalog.DataTables;
import dev.datamigration.database.postgres.catalog.PartitionRoots;
import dev.datamigration.database.postgres.catalog.PublishedTables;
import dev.datamigration.database.postgres.checkpoint.CheckpointSchema;
import dev.datamigration.database.postgres.sql.OneTransaction;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes a publication hold the changes of certain tables alone. A partitioned table stands for all partitions that it has and comes to have,
 * so it is published only if each that it has is among them, and none is made meanwhile: one that were, with rows, before it is
 * published would lack these.
 */
final class KeptTables {
    /** Of a partitioned table itself, and of those below it that partitions can be made of. */
    private static final String PARENTS = """
            SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
              FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass(?)) t
              JOIN pg_catalog.pg_class c ON c.oid = t.relid AND NOT t.isleaf
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             ORDER BY t.level, 1
            """;

    private KeptTables() {}

    static void keep(Connection connection, String publication, ObjectFilter selected, Collection<TableName> tables)
            throws SQLException {
        var kept = Set.copyOf(tables);
        OneTransaction.run(connection, () -> {
            var before = Publications.tables(connection, publication);
            for (var root : PartitionRoots.read(connection, selected)) {
                if (!before.contains(root)) {
                    keepPartitionsAway(connection, root);
                }
            }
            Publications.add(connection, publication, roots(connection, before, selected, kept));
        });
        // by itself, as it may lock thousands of tables
        var before = Publications.tables(connection, publication);
        var wanted = new TreeSet<>(PublishedTables.of(
                DataTables.read(connection, selected).stream()
                        .filter(table -> kept.contains(table.name()))
                        .toList(),
                PartitionRoots.read(connection, selected).stream()
                        .filter(before::contains)
                        .toList()));
        List.of(CheckpointSchema.APPLIED).stream().filter(before::contains).forEach(wanted::add);
        Publications.ensure(connection, publication, wanted);
    }

    /** Whoever makes or attaches a partition waits until the transaction ends. */
    private static void keepPartitionsAway(Connection connection, TableName root) throws SQLException {
        var parents =
                SqlStatement.of(connection, PARENTS).with(Sql.quoted(root)).list(row -> row.getString(1));
        for (var parent : parents) {
            SqlStatement.execute(connection, "LOCK TABLE ONLY " + parent + " IN SHARE UPDATE EXCLUSIVE MODE");
        }
    }

    /** Those that are published already, or have no partition but those that are kept. */
    private static List<TableName> roots(
            Connection connection, Set<TableName> before, ObjectFilter selected, Set<TableName> kept)
            throws SQLException {
        var incomplete = DataTables.read(connection, selected).stream()
                .filter(table -> table.partitionRoot() != null && !table.unlogged() && !kept.contains(table.name()))
                .map(DataTable::partitionRoot)
                .collect(Collectors.toSet());
        return PartitionRoots.read(connection, selected).stream()
                .filter(root -> before.contains(root) || !incomplete.contains(root))
                .toList();
    }
}
