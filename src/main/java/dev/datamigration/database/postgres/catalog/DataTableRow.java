package dev.datamigration.database.postgres.catalog;

import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.database.table.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Says what the catalog says of a {@link DataTable}, but for its columns. */
record DataTableRow(
        long oid,
        TableName name,
        TableName root,
        List<Long> leaves,
        boolean unlogged,
        ReplicaIdentity identity,
        List<String> key,
        boolean keySorted,
        boolean computedOnRead,
        long rows,
        long bytes,
        long toastBytes) {

    static DataTableRow of(ResultSet result) throws SQLException {
        var root = result.getString("root_table");
        var key = result.getArray("key");
        return new DataTableRow(
                result.getLong("oid"),
                new TableName(result.getString("nspname"), result.getString("relname")),
                root == null ? null : new TableName(result.getString("root_schema"), root),
                List.of(),
                result.getBoolean("unlogged"),
                switch (result.getString("relreplident")) {
                    case "n" -> ReplicaIdentity.Nothing;
                    case "f" -> ReplicaIdentity.Full;
                    case "i" -> ReplicaIdentity.Index;
                    default -> ReplicaIdentity.Default;
                },
                key == null ? List.of() : Arrays.asList((String[]) key.getArray()),
                result.getBoolean("key_sorted"),
                result.getBoolean("computed_on_read"),
                result.getLong("estimated_rows"),
                result.getLong("row_bytes") + result.getLong("toast_bytes"),
                result.getLong("toast_bytes"));
    }

    /** This one, with the rows of partitions; the log tells of them what it tells of the least of these. */
    DataTableRow holding(Collection<DataTableRow> partitions) {
        Predicate<ReplicaIdentity> anyHas =
                wanted -> partitions.stream().anyMatch(partition -> partition.identity == wanted);
        return new DataTableRow(
                oid,
                name,
                root,
                partitions.stream().map(DataTableRow::oid).toList(),
                partitions.stream().anyMatch(DataTableRow::unlogged),
                List.of(ReplicaIdentity.Nothing, ReplicaIdentity.Index, ReplicaIdentity.Default).stream()
                        .filter(anyHas)
                        .findFirst()
                        .orElse(ReplicaIdentity.Full),
                key,
                keySorted,
                computedOnRead,
                sum(partitions, DataTableRow::rows),
                sum(partitions, DataTableRow::bytes),
                sum(partitions, DataTableRow::toastBytes));
    }

    private static long sum(Collection<DataTableRow> partitions, ToLongFunction<DataTableRow> measure) {
        return partitions.stream().mapToLong(measure).sum();
    }

    DataTable table(ObjectFilter filter, List<Column> columns) {
        return new DataTable(
                oid,
                name,
                filter.targetOf(name),
                root,
                leaves,
                unlogged,
                identity,
                columns,
                key,
                keySorted,
                computedOnRead,
                rows,
                bytes,
                toastBytes,
                null);
    }
}
