package dev.datamigration.database.postgres.schema.plan;

import dev.datamigration.database.postgres.schema.definition.TableDefinition;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaPlan.Order;
import dev.datamigration.database.schema.SchemaPlan.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Puts what tables have into steps: first tables that hold rows, then partitioned ones from the innermost out. */
public final class PartitionDepth {
    private static final int HOLDS_ROWS = Integer.MAX_VALUE;

    private final Map<Long, Integer> depths = new HashMap<>();

    public PartitionDepth(Collection<TableDefinition> tables) {
        tables.forEach(table -> depths.put(table.oid(), table.isPartitioned() ? table.depth() : HOLDS_ROWS));
    }

    /** Steps by the depth of their tables, in the order in which they are to be run. */
    public <T> SortedMap<Integer, Step> byDepth(
            Collection<T> elements, ToLongFunction<T> table, Function<T, SchemaItem> item) {
        var byDepth = new TreeMap<Integer, List<SchemaItem>>(Comparator.reverseOrder());
        for (var element : elements) {
            byDepth.computeIfAbsent(depths.get(table.applyAsLong(element)), depth -> new ArrayList<>())
                    .add(item.apply(element));
        }
        var steps = new TreeMap<Integer, Step>(Comparator.reverseOrder());
        byDepth.forEach((depth, items) -> steps.put(depth, new Step(Order.Parallel, items)));
        return steps;
    }

    /** At each depth the ones before the others. */
    public static List<Step> inTurns(SortedMap<Integer, Step> ones, SortedMap<Integer, Step> others) {
        var steps = new ArrayList<Step>();
        var depths = new TreeMap<Integer, Step>(Comparator.reverseOrder());
        depths.putAll(ones);
        depths.putAll(others);
        for (var depth : depths.keySet()) {
            for (var of : List.of(ones, others)) {
                if (of.containsKey(depth)) {
                    steps.add(of.get(depth));
                }
            }
        }
        return steps;
    }
}
