package dev.datamigration.database.postgres.write;

import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.table.RowFilter;
import dev.datamigration.database.table.TableName;
import dev.datamigration.database.write.BoundTable;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.Direction;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of PostgreSQL that rows are written to.
 *
 * @param direction in which its changes go
 * @param columns those of the relation, in its order, so that positions are those of the tuples
 * @param uniqueOnTarget whether a unique index of the target is on exactly the key
 * @param targetColumns all columns of the target that are not computed; may be more than those of the source
 * @param insertsMissing whether a row that an update does not find is inserted, where it is known whole
 * @param rows which rows are meant, by columns as the source calls them; null: all
 * @param hasInsertRules whether a rule of the target acts on an INSERT of this session
 */
record PostgresBoundTable(
        Direction direction,
        TableName source,
        TableExtent targetExtent,
        List<BoundColumn> columns,
        int[] key,
        boolean uniqueOnTarget,
        List<String> targetColumns,
        boolean keepsRows,
        boolean insertsMissing,
        RowFilter rows,
        boolean hasInsertRules)
        implements BoundTable {
    PostgresBoundTable {
        columns = List.copyOf(columns);
        targetColumns = List.copyOf(targetColumns);
    }

    @Override
    public TableName target() {
        return targetExtent.name();
    }

    @Override
    public boolean inPart() {
        return rows != null;
    }

    @Override
    public boolean inPartByKey() {
        return rows != null && keyNames().containsAll(rows.columns().keySet());
    }

    @Override
    public int[] settable() {
        return IntStream.range(0, columns.size())
                .filter(column -> !isKey(column) && !columns.get(column).identityAlways())
                .toArray();
    }

    @Override
    public FailureException keyNotInLog() {
        return ApplyFailures.keyNotInLog(this);
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
