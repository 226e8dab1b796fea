package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.LogMessage.Delete;
import dev.datamigration.database.log.LogMessage.Insert;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.log.LogMessage.TooWide;
import dev.datamigration.database.log.LogMessage.Truncate;
import dev.datamigration.database.log.LogMessage.Update;
import dev.datamigration.database.postgres.catalog.DataTables;
import dev.datamigration.database.postgres.catalog.HashTree;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.DataTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes changes of partitions changes of the table above them where the other side has other rows in its partitions
 * ({@link HashTree}): from here on there is one table, which looks the same whichever partition a change is of.
 *
 * <p>The publication could do that ({@code publish_via_partition_root}), but for all its tables or none, and would keep
 * silent about a partition that is truncated by itself.
 */
final class PartitionRouting {
    private final RunScope scope;
    private final PostgresServer source;
    /** By partition. */
    private final Map<Integer, RoutedTable> routed = new HashMap<>();
    /** Relations that are known not to be such partitions. */
    private final Set<Integer> others = new HashSet<>();

    private PartitionRouting(RunScope scope, PostgresServer source) {
        this.scope = scope;
        this.source = source;
    }

    static PartitionRouting of(RunScope scope, PostgresServer source) {
        var routing = new PartitionRouting(scope, source);
        routing.read();
        return routing;
    }

    private void read() {
        SqlWork.run(source, scope, "reading the catalog", () -> {
            var connection = source.open(scope, "log-catalog");
            try {
                if (!HashTree.read(connection).isEmpty()) {
                    DataTables.read(connection, ObjectFilter.EVERYTHING).stream()
                            .filter(DataTable::inPartitions)
                            .forEach(this::note);
                }
                SqlStatement.of(connection, "SELECT oid FROM pg_catalog.pg_class WHERE relkind = 'r'")
                        .list(row -> others.add((int) row.getLong(1)));
                others.removeAll(routed.keySet());
            } finally {
                scope.close(connection);
            }
        });
    }

    private void note(DataTable table) {
        var known = routed.values().stream()
                .filter(route -> route.oid() == (int) table.oid())
                .findFirst();
        var route = known.map(before -> before.with(table)).orElseGet(() -> RoutedTable.of(source.side(), table));
        routed.values().removeIf(before -> before.oid() == route.oid());
        route.partitions().forEach(partition -> routed.put(partition, route));
    }

    /** The message as the table above would have it. */
    LogMessage route(LogMessage message) {
        if (message instanceof Relation relation) {
            return describe(relation);
        }
        if (message instanceof Truncate truncate) {
            return truncated(truncate);
        }
        var table = routed.get(changed(message));
        return table == null ? message : table.change(message);
    }

    /** The relation of which a message changes a row, or null. */
    private static Integer changed(LogMessage message) {
        if (message instanceof Insert insert) {
            return insert.relation();
        }
        if (message instanceof Update update) {
            return update.relation();
        }
        if (message instanceof Delete delete) {
            return delete.relation();
        }
        return message instanceof TooWide wide ? wide.relation() : null;
    }

    /** One that was made since is looked up: it may be a new partition. */
    private Relation describe(Relation relation) {
        if (!routed.containsKey(relation.id()) && !others.contains(relation.id())) {
            read();
            others.add(relation.id());
            others.removeAll(routed.keySet());
        }
        var table = routed.get(relation.id());
        return table == null ? relation : table.describe(relation);
    }

    /** Partitions may have been dropped since they were looked up. */
    private Truncate truncated(Truncate truncate) {
        var found = routedParts(truncate);
        if (found.parts().isEmpty()) {
            return found;
        }
        read();
        return routedParts(truncate);
    }

    private Truncate routedParts(Truncate truncate) {
        var whole = new LinkedHashSet<Integer>();
        var parts = new LinkedHashMap<Integer, RoutedTable>();
        for (var relation : truncate.relations()) {
            var table = routed.get(relation);
            if (table == null) {
                whole.add(relation);
            } else if (truncate.relations().containsAll(table.partitions())) {
                whole.add(table.oid());
            } else {
                parts.put(table.oid(), table);
            }
        }
        return new Truncate(List.copyOf(whole), truncate.restartIdentity(), new ArrayList<>(parts.keySet()));
    }
}
