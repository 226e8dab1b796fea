package dev.datamigration.transfer.full.table;

import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.SnapshotLost;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.FailureException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tables that cannot be read as of the load's snapshot any more, as its threads find them. What is left of them is passed
 * over, so that all others are loaded whatever becomes of these.
 */
public final class RewrittenTables {
    private final Map<TableName, LoadTable> tables = new ConcurrentHashMap<>();

    public void add(LoadTable table) {
        tables.put(table.name(), table);
    }

    public boolean contains(LoadTable table) {
        return tables.containsKey(table.name());
    }

    /** Of all of them. */
    public Set<TableName> names() {
        return Set.copyOf(tables.keySet());
    }

    public Collection<LoadTable> all() {
        return List.copyOf(tables.values());
    }

    public static FailureException failure(LoadTable table) {
        return SnapshotLost.because(
                "Table " + table.name() + " was rewritten or truncated on the source since the load's snapshot");
    }
}
