package dev.datamigration.transfer.join;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.table.TableName;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Makes selections of parts of a selection: each object is treated as there, and called as there. */
final class Selections {
    private Selections() {}

    /** The same without these, by {@code schema.name}. */
    static ObjectSelection without(ObjectSelection objects, List<String> left) {
        return with(
                objects,
                objects.include(),
                Stream.concat(objects.exclude().stream(), left.stream()).toList());
    }

    /** These tables alone. */
    static ObjectSelection of(ObjectSelection objects, Collection<TableName> tables) {
        return with(objects, tables.stream().map(TableName::toString).toList(), List.of());
    }

    private static ObjectSelection with(ObjectSelection objects, List<String> include, List<String> exclude) {
        return new ObjectSelection(
                include,
                exclude,
                objects.renameSchemas(),
                objects.renameTables(),
                objects.owners(),
                objects.grants(),
                objects.renameRoles(),
                objects.unsupported(),
                objects.largeObjects());
    }
}
