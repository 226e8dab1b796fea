package dev.datamigration.transfer.full.table;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.catalog.DataTables;
import dev.datamigration.database.postgres.replication.ExportedSnapshot;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.transfer.run.Run;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says whether a snapshot sees the tables that were planned, and no others. They are read before there is a snapshot,
 * since the publication that names them has to be there before the slot; the source may make and drop tables meanwhile.
 */
public final class SeenTables {
    private final Run run;
    private final RunScope scope;

    public SeenTables(Run run, RunScope scope) {
        this.run = run;
        this.scope = scope;
    }

    public boolean are(Collection<LoadTable> planned, ExportedSnapshot snapshot) {
        return shapes(planned.stream().map(LoadTable::table).toList()).equals(shapes(read(snapshot)));
    }

    private List<DataTable> read(ExportedSnapshot snapshot) {
        var connection = run.source().open(scope, "plan");
        try {
            return SqlWork.call(run.source(), scope, "reading the tables that the snapshot sees", () -> {
                ExportedSnapshot.prepare(connection);
                snapshot.begin(connection);
                return DataTables.read(connection, new ObjectFilter(run.plan().objects()));
            });
        } finally {
            scope.close(connection);
        }
    }

    private static Set<Shape> shapes(Collection<DataTable> tables) {
        return tables.stream()
                .map(table -> new Shape(table.oid(), table.leaves(), table.copiedColumns()))
                .collect(Collectors.toSet());
    }

    private record Shape(long oid, List<Long> leaves, List<Column> columns) {}
}
