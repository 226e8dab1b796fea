package dev.datamigration.database.selection;

import dev.datamigration.database.table.TableName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The selection in the names of the target. Renaming may bring several schemas of the source into one of the target;
 * then the tables known to be on the source tell which is meant, and of a new one the first that is selected.
 */
final class InvertedNames implements Names {
    private final SelectedNames selected;
    private final Map<TableName, TableName> known = new HashMap<>();

    InvertedNames(SelectedNames selected, Collection<TableName> originals) {
        this.selected = selected;
        originals.forEach(original -> known.put(selected.counterpart(original), original));
    }

    @Override
    public boolean includes(TableName name) {
        return !Names.isSystemSchema(name.schema())
                && (known.containsKey(name) || selected.originals(name).anyMatch(selected::includes));
    }

    @Override
    public TableName counterpart(TableName name) {
        var original = known.get(name);
        return original != null
                ? original
                : selected.originals(name)
                        .filter(selected::includes)
                        .findFirst()
                        .or(() -> selected.originals(name).findFirst())
                        .orElse(name);
    }

    @Override
    public String counterpartSchema(String schema) {
        return selected.originalSchemas(schema).findFirst().orElse(schema);
    }
}
