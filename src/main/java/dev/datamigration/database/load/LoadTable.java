package dev.datamigration.database.load;

import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.util.List;

/**
 * A table to load.
 *
 * @param columns that are copied
 * @param key by which its rows are told apart; null where the table is copied whole
 * @param file by ranges of whose blocks it is cut into chunks, as the kind of database numbers its files; null where it is cut by
 *     ranges of its key, or not at all
 */
public record LoadTable(DataTable table, List<ColumnPair> columns, TableKey key, Long file) {
    public LoadTable {
        columns = List.copyOf(columns);
    }

    /** One that is not cut by blocks. */
    public LoadTable(DataTable table, List<ColumnPair> columns, TableKey key) {
        this(table, columns, key, null);
    }

    /** The same, cut by the blocks of that file; null: by its key. */
    public LoadTable cutBy(Long newFile) {
        return new LoadTable(table, columns, key, newFile);
    }

    public TableName name() {
        return table.name();
    }

    public boolean inChunks() {
        return key != null;
    }

    /** Returns whether its chunks are ranges of blocks. */
    public boolean byBlocks() {
        return file != null;
    }

    public List<String> columnNames() {
        return columns.stream().map(ColumnPair::name).toList();
    }
}
