package dev.datamigration.faults.journal;

import java.util.HashMap;
import java.util.Map;

/** The rows of one session, by table and key, as its committed transactions left them. */
final class Rows {
    private final Map<String, TableRows> tables = new HashMap<>();
    private Effect.Bulk bulk = new Effect.Bulk("public.bulk", 0, 0);

    void apply(Effect effect) {
        if (effect instanceof Effect.Put put) {
            table(put.table()).put(put.key(), put.row());
        } else if (effect instanceof Effect.Remove remove) {
            table(remove.table()).remove(remove.key());
        } else if (effect instanceof Effect.Truncate truncate) {
            table(truncate.table()).clear();
        } else if (effect instanceof Effect.Bulk last) {
            bulk = last;
        }
    }

    TableRows table(String name) {
        return tables.computeIfAbsent(name, unknown -> new TableRows());
    }

    Effect.Bulk bulk() {
        return bulk;
    }
}
