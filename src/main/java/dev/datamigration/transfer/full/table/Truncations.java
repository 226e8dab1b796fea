package dev.datamigration.transfer.full.table;

import dev.datamigration.database.Position;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.LogMessage.Begin;
import dev.datamigration.database.log.LogMessage.Delete;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.log.LogMessage.TooWide;
import dev.datamigration.database.log.LogMessage.Truncate;
import dev.datamigration.database.log.LogMessage.Update;
import dev.datamigration.database.table.TableName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds in the log which transactions truncated tables last. One that had changed or deleted rows of a table before it
 * truncated it does not count: all its changes will be applied, to a table that does not have these rows.
 */
public final class Truncations implements Consumer<LogMessage> {
    private final Map<LoadTable, Position> since;
    private final Map<TableName, LoadTable> tables = new HashMap<>();
    private final Map<Integer, LoadTable> relations = new HashMap<>();
    private final Set<LoadTable> changed = new HashSet<>();
    private final Map<LoadTable, Position> found = new HashMap<>();
    private Begin current;

    /** @param since from which on each table's truncations count */
    public Truncations(Map<LoadTable, Position> since) {
        this.since = Map.copyOf(since);
        since.keySet().forEach(table -> tables.put(table.name(), table));
    }

    @Override
    public void accept(LogMessage message) {
        if (message instanceof Begin begin) {
            current = begin;
            changed.clear();
        } else if (message instanceof Relation relation) {
            describe(relation);
        } else if (message instanceof Update update) {
            change(update.relation());
        } else if (message instanceof Delete delete) {
            change(delete.relation());
        } else if (message instanceof TooWide tooWide) {
            change(tooWide.relation());
        } else if (message instanceof Truncate truncate) {
            truncate.parts().forEach(this::change);
            truncate.relations().forEach(this::truncate);
        }
    }

    private void describe(Relation relation) {
        var table = tables.get(relation.name());
        if (table == null) {
            relations.remove(relation.id());
        } else {
            relations.put(relation.id(), table);
        }
    }

    private void change(int relation) {
        var table = relations.get(relation);
        if (table != null) {
            changed.add(table);
        }
    }

    private void truncate(int relation) {
        var table = relations.get(relation);
        if (table != null && !changed.contains(table) && !since.get(table).covers(current.transaction())) {
            found.put(table, current.before());
        }
    }

    /** By table, what was committed before the last such transaction. */
    public Map<LoadTable, Position> found() {
        return Map.copyOf(found);
    }
}
