package dev.datamigration.transfer.incremental.change;

import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.table.TableName;
import dev.datamigration.plan.Direction;
import java.util.Arrays;
import java.util.List;

/**
 * How one version of a source table is written to the target. Compared by identity.
 *
 * @param direction in which its changes go
 * @param columns those of the relation, in its order, so that positions are those of the tuples
 * @param key positions of the columns that identify a row on both sides; empty if there are none
 * @param uniqueOnTarget whether a unique index of the target is on exactly the key
 * @param targetColumns all columns of the target that are not computed; may be more than those of the source
 * @param keepsRows whether a row must be updated in place where the source updated its key, and never be deleted and
 *     inserted anew
 */
public record BoundTable(
        Direction direction,
        TableName source,
        TableExtent targetExtent,
        List<BoundColumn> columns,
        int[] key,
        boolean uniqueOnTarget,
        List<String> targetColumns,
        boolean keepsRows) {
    public BoundTable {
        columns = List.copyOf(columns);
        targetColumns = List.copyOf(targetColumns);
    }

    /** Its name on the target. */
    public TableName target() {
        return targetExtent.name();
    }

    public boolean hasKey() {
        return key.length > 0;
    }

    public boolean isKey(int column) {
        return Arrays.stream(key).anyMatch(position -> position == column);
    }

    List<String> keyNames() {
        return Arrays.stream(key).mapToObj(column -> columns.get(column).name()).toList();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
