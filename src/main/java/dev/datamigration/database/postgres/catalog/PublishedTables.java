package dev.datamigration.database.postgres.catalog;

import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Says what a publication must name so that all changes of certain tables are in it. */
public final class PublishedTables {
    private PublishedTables() {}

    /**
     * Partitioned tables for all their partitions, also those to come, and the tables that belong to none of these.
     * Changes of unlogged tables are not in the log.
     */
    public static Set<TableName> of(Collection<DataTable> tables, Collection<TableName> roots) {
        var published = new TreeSet<>(roots);
        for (var table : tables) {
            var root = table.partitionRoot();
            if (!table.unlogged() && (root == null || !published.contains(root))) {
                published.add(table.name());
            }
        }
        return published;
    }
}
