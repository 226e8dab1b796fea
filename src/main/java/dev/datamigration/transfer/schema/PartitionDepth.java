package dev.datamigration.transfer.schema;

import dev.datamigration.database.postgres.schema.TableDefinition;
import dev.datamigration.transfer.schema.SchemaPlan.Order;
import dev.datamigration.transfer.schema.SchemaPlan.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Puts what tables have into steps: first tables that hold rows, then partitioned ones from the innermost out. */
final class PartitionDepth {
    private static final int HOLDS_ROWS = Integer.MAX_VALUE;
    private final Map<Long, Integer> depths = new HashMap<>();

    PartitionDepth(Collection<TableDefinition> tables) {
        tables.forEach(table -> depths.put(table.oid(), table.isPartitioned() ? table.depth() : HOLDS_ROWS));
    }

    <T> List<Step> steps(Collection<T> elements, ToLongFunction<T> table, Function<T, SchemaItem> item) {
        var byDepth = new TreeMap<Integer, List<SchemaItem>>(Comparator.reverseOrder());
        for (var element : elements) {
            byDepth.computeIfAbsent(depths.get(table.applyAsLong(element)), depth -> new ArrayList<>())
                    .add(item.apply(element));
        }
        return byDepth.values().stream()
                .map(items -> new Step(Order.Parallel, items))
                .toList();
    }
}
