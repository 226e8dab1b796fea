package dev.datamigration.transfer.full;

import dev.datamigration.database.postgres.TableName;
import dev.datamigration.database.postgres.catalog.Column;
import dev.datamigration.database.postgres.catalog.DataTable;
import java.util.List;

/**
 * A table to load.
 *
 * @param columns that are copied
 * @param key by whose ranges it is cut into chunks; null where the table is copied in one transaction
 */
record LoadTable(DataTable table, List<ColumnPair> columns, TableKey key) {
    LoadTable {
        columns = List.copyOf(columns);
    }

    TableName name() {
        return table.name();
    }

    boolean inChunks() {
        return key != null;
    }

    List<String> columnNames() {
        return columns.stream().map(ColumnPair::name).toList();
    }

    /** Binary where both servers would read it alike. */
    CopyFormat format() {
        return columns.stream().allMatch(ColumnPair::hasOneType)
                        && table.copiedColumns().stream().noneMatch(Column::userDefinedElements)
                ? CopyFormat.Binary
                : CopyFormat.Text;
    }
}
