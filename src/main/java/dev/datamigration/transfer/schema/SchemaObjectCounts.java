package dev.datamigration.transfer.schema;

import dev.datamigration.api.status.SchemaObject;
import dev.datamigration.api.status.SchemaStatus;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.failure.OneLine;
import dev.datamigration.transfer.schema.SchemaObjectStore.Entry;
import dev.datamigration.transfer.schema.SchemaObjectStore.Stage;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Sums up what became of the objects, kept as they change: it is asked for often, and there may be hundreds of thousands. */
final class SchemaObjectCounts {
    private static final int MOST_LISTED = 100;

    private final Map<Stage, Integer> planned = new EnumMap<>(Stage.class);
    private final Map<Stage, Integer> done = new EnumMap<>(Stage.class);

    /** By the number of the object, which is the order of the plan. */
    private final Map<Integer, SchemaObject> notCarried = new TreeMap<>();

    void add(SchemaItem.Key key, Entry entry) {
        count(entry, 1);
        if (entry.isNotCarried()) {
            notCarried.put(
                    entry.number(),
                    new SchemaObject(key.kind().name(), OneLine.of(key.display()), OneLine.of(entry.error())));
        }
    }

    void remove(Entry entry) {
        count(entry, -1);
        notCarried.remove(entry.number());
    }

    private void count(Entry entry, int more) {
        planned.merge(entry.stage(), more, Integer::sum);
        if (entry.done()) {
            done.merge(entry.stage(), more, Integer::sum);
        }
    }

    SchemaStatus status() {
        return new SchemaStatus(
                planned.getOrDefault(Stage.before, 0),
                done.getOrDefault(Stage.before, 0),
                planned.getOrDefault(Stage.after, 0),
                done.getOrDefault(Stage.after, 0),
                notCarried.size(),
                notCarried.values().stream().limit(MOST_LISTED).toList());
    }
}
