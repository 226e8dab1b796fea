package dev.datamigration.transfer.switchover.round;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.DataTable;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the tables whose changes are carried: the selected permanent ones, each leaf partition for itself. */
final class ReplicatedTables {
    private static final ObjectFilter EVERYTHING =
            new ObjectFilter(new ObjectSelection(List.of("*"), null, null, null));

    private ReplicatedTables() {}

    static List<ReplicatedTable> read(OpenSide source, OpenSide target, ObjectSelection selection) throws SQLException {
        var filter = new ObjectFilter(selection);
        var onTarget = target.database().tables().tables(target.connection(), EVERYTHING).stream()
                .collect(Collectors.toMap(DataTable::name, Function.identity()));
        return source.database().tables().tables(source.connection(), filter).stream()
                .filter(table -> !table.unlogged())
                .map(table -> new ReplicatedTable(table.name(), table, onTarget.get(filter.targetOf(table.name()))))
                .toList();
    }
}
