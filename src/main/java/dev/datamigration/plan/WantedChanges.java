package dev.datamigration.plan;

import dev.datamigration.api.task.DmlType;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.TableSyncSettings;
import dev.datamigration.database.table.TableName;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Says which kinds of changes are applied.
 *
 * @param dml of tables that are not named
 * @param tables of those that are, by their names on the source
 */
public record WantedChanges(Set<DmlType> dml, Map<String, TableSyncSettings> tables) {
    public WantedChanges {
        dml = set(dml);
        tables = Map.copyOf(tables);
    }

    public static WantedChanges of(IncrementalSyncSettings settings) {
        return new WantedChanges(set(settings.dml()), settings.tables());
    }

    /**
     * Those of a table.
     *
     * @param name on the source
     * @param root the outermost partitioned table that it belongs to, or null
     */
    public Set<DmlType> of(TableName name, TableName root) {
        var own = tables.get(name.toString());
        var inherited = own == null && root != null ? tables.get(root.toString()) : own;
        return inherited == null ? dml : set(inherited.dml());
    }

    /** Returns whether there are tables of which other kinds are applied. */
    public boolean differ() {
        return !tables.isEmpty();
    }

    /** Returns whether every change of every table is applied. */
    public boolean areAll() {
        var all = EnumSet.allOf(DmlType.class);
        return dml.containsAll(all)
                && tables.values().stream().allMatch(settings -> settings.dml().containsAll(all));
    }

    private static Set<DmlType> set(Collection<DmlType> kinds) {
        return kinds.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(kinds));
    }
}
