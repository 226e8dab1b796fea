package dev.datamigration.transfer.full.table;

import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says whether a snapshot sees the tables that were planned, and no others. They are read before there is a snapshot,
 * since what names them has to be there before the log is kept; the source may make and drop tables meanwhile.
 */
public final class SeenTables {
    private SeenTables() {}

    public static boolean are(Collection<LoadTable> planned, Collection<DataTable> seen) {
        return shapes(planned.stream().map(LoadTable::table).toList()).equals(shapes(seen));
    }

    private static Set<Shape> shapes(Collection<DataTable> tables) {
        return tables.stream()
                .map(table -> new Shape(table.oid(), table.leaves(), table.copiedColumns()))
                .collect(Collectors.toSet());
    }

    private record Shape(long oid, List<Long> leaves, List<Column> columns) {}
}
