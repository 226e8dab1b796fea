package dev.datamigration.database.table;

import java.util.List;
import java.util.stream.Stream;

/**
 * A table that is read and written as one: an ordinary table, a leaf partition, or a partitioned table whose rows another
 * server puts into other partitions; the partitions of such a one are no data tables of their own.
 *
 * @param name on the server it was read from
 * @param target on the target
 * @param partitionRoot the outermost partitioned table it belongs to, or null
 * @param leaves OIDs of the partitions that hold its rows; empty for a table that holds them itself
 * @param columns in their order in the table, dropped ones left out, generated ones included
 * @param key columns of the replica identity index where one was chosen (the log then names old rows by it), else of the
 *     primary key, else of the first unique index whose columns are all NOT NULL (neither partial nor deferrable nor
 *     over expressions, and without generated columns, which are not in the log); empty where there is none
 * @param keySorted whether the key's index sorts rows by it, so that they can be read in ranges; an index of a temporal
 *     key ({@code WITHOUT OVERLAPS}) does not
 * @param computedOnRead whether it has virtual generated columns
 * @param estimatedRows as the server's statistics say; never negative
 * @param bytes on disk, TOAST included, indexes left out
 * @param toastBytes of that, TOAST
 * @param rows which of its rows are meant; null where that is all of them, or was not asked for
 */
public record DataTable(
        long oid,
        TableName name,
        TableName target,
        TableName partitionRoot,
        List<Long> leaves,
        boolean unlogged,
        ReplicaIdentity replicaIdentity,
        List<Column> columns,
        List<String> key,
        boolean keySorted,
        boolean computedOnRead,
        long estimatedRows,
        long bytes,
        long toastBytes,
        RowFilter rows) {
    /** Most rows that fit on a page of 8 kB (MaxHeapTuplesPerPage). */
    public static final int MOST_ROWS_OF_PAGE = 291;

    private static final long SMALLEST_PAGE = 8192;

    public DataTable {
        leaves = List.copyOf(leaves);
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** The same, with these rows alone; null: all. */
    public DataTable with(RowFilter filter) {
        return new DataTable(
                oid,
                name,
                target,
                partitionRoot,
                leaves,
                unlogged,
                replicaIdentity,
                columns,
                key,
                keySorted,
                computedOnRead,
                estimatedRows,
                bytes,
                toastBytes,
                filter);
    }

    /** Returns whether not all of its rows are meant. */
    public boolean inPart() {
        return rows != null;
    }

    /** Returns whether its rows lie in partitions, into which the server puts them. */
    public boolean inPartitions() {
        return !leaves.isEmpty();
    }

    /** OIDs of what holds its rows. */
    public List<Long> holders() {
        return inPartitions() ? leaves : List.of(oid);
    }

    /** OIDs of all that is written to when rows of it are: itself, and what holds them. */
    public List<Long> relations() {
        return Stream.concat(Stream.of(oid), leaves.stream()).toList();
    }

    public boolean hasKey() {
        return !key.isEmpty();
    }

    /** Returns how many rows it had at most when it was read; servers may be built with larger pages, which hold more. */
    public long mostRows() {
        return bytes / SMALLEST_PAGE * MOST_ROWS_OF_PAGE;
    }

    /** Columns whose values are copied: all but the generated ones. */
    public List<Column> copiedColumns() {
        return columns.stream().filter(column -> !column.generated()).toList();
    }

    public List<String> copiedColumnNames() {
        return copiedColumns().stream().map(Column::name).toList();
    }

    public Column column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no column " + columnName));
    }
}
