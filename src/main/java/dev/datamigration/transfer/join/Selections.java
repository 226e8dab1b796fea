package dev.datamigration.transfer.join;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes selections of parts of a selection: each object is treated as there, and called as there. */
final class Selections {
    private Selections() {}

    /** The same without these, by {@code schema.name}. */
    static ObjectSelection without(ObjectSelection objects, List<String> left) {
        return objects.selecting(
                objects.include(),
                Stream.concat(objects.exclude().stream(), left.stream()).toList(),
                objects.rows());
    }

    /** These tables alone; whatever is said of others is left out. */
    static ObjectSelection of(ObjectSelection objects, Collection<DataTable> tables) {
        var names = tables.stream().map(table -> table.name().toString()).toList();
        var known = tables.stream()
                .flatMap(table -> Stream.of(table.name(), table.partitionRoot()))
                .filter(Objects::nonNull)
                .map(TableName::toString)
                .collect(Collectors.toSet());
        var conditions = new TreeMap<>(objects.rows());
        conditions.keySet().retainAll(known);
        return objects.selecting(names, List.of(), conditions);
    }
}
