package dev.datamigration.database.load;

import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.util.List;

/**
 * A table to load.
 *
 * @param columns that are copied
 * @param key by whose ranges it is cut into chunks; null where the table is copied whole
 */
public record LoadTable(DataTable table, List<ColumnPair> columns, TableKey key) {
    public LoadTable {
        columns = List.copyOf(columns);
    }

    public TableName name() {
        return table.name();
    }

    public boolean inChunks() {
        return key != null;
    }

    public List<String> columnNames() {
        return columns.stream().map(ColumnPair::name).toList();
    }
}
