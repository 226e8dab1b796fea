package dev.datamigration.database.postgres.structure.difference;

import dev.datamigration.database.postgres.schema.definition.ObjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements with which the schema migration would make what the source has now, in an order that works. */
final class Planned {
    static final Planned NOTHING = new Planned(Map.of());

    private final Map<String, List<String>> statements;
    private final Map<String, Integer> order = new HashMap<>();

    /** @param statements in their order, by the text of the object's ID */
    Planned(Map<String, List<String>> statements) {
        this.statements = statements;
        for (var id : new ArrayList<>(statements.keySet())) {
            order.put(id, order.size());
        }
    }

    /** Empty where it makes nothing of its own of it: it comes with something else, or cannot be made. */
    List<String> of(ObjectId id) {
        return statements.getOrDefault(id.text(), List.of());
    }

    int order(ObjectId id) {
        return order.getOrDefault(id.text(), Integer.MAX_VALUE);
    }
}
