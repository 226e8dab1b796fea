package dev.datamigration.database.postgres.replication;

import dev.datamigration.api.Side;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.LogMessage.Delete;
import dev.datamigration.database.log.LogMessage.Insert;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.log.LogMessage.TooWide;
import dev.datamigration.database.log.LogMessage.Update;
import dev.datamigration.database.log.OldRow;
import dev.datamigration.database.log.RelationColumn;
import dev.datamigration.database.log.Tuple;
import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A partitioned table in whose name the changes of its partitions go on. Partitions may have the columns in any order and
 * identities of their own; the table has one order, and its key.
 */
final class RoutedTable {
    private final Side side;
    private final DataTable table;
    private final List<String> order;
    /** By partition, the positions of the values in the order of the table. */
    private final Map<Integer, int[]> positions;

    private RoutedTable(Side side, DataTable table, List<String> order, Map<Integer, int[]> positions) {
        this.side = side;
        this.table = table;
        this.order = order;
        this.positions = positions;
    }

    static RoutedTable of(Side side, DataTable table) {
        var names = table.columns().stream().map(Column::name).toList();
        return new RoutedTable(side, table, new ArrayList<>(names), new HashMap<>());
    }

    /** The same table as the catalog has it now; what was described stays as it was. */
    RoutedTable with(DataTable now) {
        return new RoutedTable(side, now, order, positions);
    }

    int oid() {
        return (int) table.oid();
    }

    Set<Integer> partitions() {
        return table.leaves().stream().map(Long::intValue).collect(Collectors.toSet());
    }

    /**
     * The table as this partition has it.
     *
     * @throws FailureException SourceSchemaChanged if the log of the partition does not tell the table's key
     */
    Relation describe(Relation partition) {
        var names = partition.columns().stream().map(RelationColumn::name).toList();
        names.stream().filter(name -> !order.contains(name)).forEach(order::add);
        var there =
                order.stream().filter(names::contains).mapToInt(names::indexOf).toArray();
        positions.put(partition.id(), there);
        var columns = IntStream.of(there).mapToObj(partition.columns()::get).toList();
        requireKey(partition);
        if (!table.hasKey()) {
            return new Relation(oid(), table.name(), partition.replicaIdentity(), columns);
        }
        return new Relation(
                oid(),
                table.name(),
                ReplicaIdentity.Default,
                columns.stream()
                        .map(column -> new RelationColumn(
                                column.name(),
                                table.key().contains(column.name()),
                                column.type(),
                                column.typeModifier()))
                        .toList());
    }

    private void requireKey(Relation partition) {
        var told = partition.columns().stream()
                .filter(RelationColumn::identity)
                .map(RelationColumn::name)
                .collect(Collectors.toSet());
        var tells =
                partition.replicaIdentity() == ReplicaIdentity.Full || table.hasKey() && told.containsAll(table.key());
        if (!tells) {
            throw new FailureException(
                    new Failure(
                            FailureCode.SourceSchemaChanged,
                            side,
                            "The log does not tell which rows of %s change in its partition %s: neither their key %s nor all of them."
                                    .formatted(table.name(), partition.name(), table.key()),
                            "Give the partition its primary key as replica identity again, or FULL, end this task and start a new one with empty tables on the target."));
        }
    }

    /** The change of a row of a partition as one of the table; any other message as it is. */
    LogMessage change(LogMessage message) {
        if (message instanceof Insert insert) {
            return new Insert(oid(), row(insert.relation(), insert.row()));
        }
        if (message instanceof Update update) {
            return new Update(oid(), old(update.relation(), update.old()), row(update.relation(), update.row()));
        }
        if (message instanceof Delete delete) {
            return new Delete(oid(), old(delete.relation(), delete.old()));
        }
        return message instanceof TooWide wide
                ? new TooWide(wide.kind(), oid(), wide.bytes(), row(wide.relation(), wide.row()))
                : message;
    }

    private Tuple row(int partition, Tuple row) {
        return row.of(positions.get(partition));
    }

    private OldRow old(int partition, OldRow old) {
        if (old instanceof OldRow.Key key) {
            return new OldRow.Key(row(partition, key.values()));
        }
        return old instanceof OldRow.Full full ? new OldRow.Full(row(partition, full.row())) : old;
    }
}
