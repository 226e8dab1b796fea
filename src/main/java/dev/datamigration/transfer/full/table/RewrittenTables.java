package dev.datamigration.transfer.full.table;

import dev.datamigration.api.Side;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

    public Collection<LoadTable> all() {
        return List.copyOf(tables.values());
    }

    public static FailureException failure(LoadTable table) {
        return lost("Table " + table.name() + " was rewritten or truncated on the source since the load's snapshot");
    }

    public static FailureException lost(String message) {
        return new FailureException(new Failure(
                FailureCode.SnapshotLost,
                Side.Source,
                message + ".",
                "Nothing is to be done: the load goes on under a new snapshot by itself."));
    }
}
