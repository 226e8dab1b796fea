package dev.datamigration.database.postgres.schema;

import dev.datamigration.database.postgres.sql.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Says how definitions survive the renaming of schemas: the server prints names in a schema of its search path without that
 * schema. So definitions are printed with the renamed schemas in the path, the object's own first, and run with the new
 * names of the same schemas in the path. Without renaming both paths are empty and every name prints qualified.
 */
public final class SearchPaths {
    private final Map<String, String> renamed = new TreeMap<>();

    /** @param renamedSchemas name on the source to name on the target */
    public SearchPaths(Map<String, String> renamedSchemas) {
        renamedSchemas.forEach((source, target) -> {
            if (!source.equals(target)) {
                renamed.put(source, target);
            }
        });
    }

    /** For a session on the source that prints definitions of objects in this schema. */
    public String source(String schema) {
        return order(schema).stream().map(Sql::identifier).collect(Collectors.joining(", "));
    }

    /** For a session on the target that runs definitions printed for this schema of the source. */
    public String target(String schema) {
        return order(schema).stream().map(renamed::get).map(Sql::identifier).collect(Collectors.joining(", "));
    }

    /** The schemas in groups that share a path. */
    public Collection<List<String>> groups(Collection<String> schemas) {
        return schemas.stream()
                .distinct()
                .sorted()
                .collect(Collectors.groupingBy(this::source, TreeMap::new, Collectors.toList()))
                .values();
    }

    public Collection<String> renamedSchemas() {
        return renamed.keySet();
    }

    private List<String> order(String schema) {
        var order = new ArrayList<>(renamed.keySet());
        if (order.remove(schema)) {
            order.add(0, schema);
        }
        return order;
    }
}
