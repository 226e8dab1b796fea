package dev.datamigration.database.postgres.schema.planner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Sorts so that what is needed comes first, and leaves the given order wherever needs allow. Cycles are cut. */
final class DependencyOrder<T> {
    private final Set<T> all;
    private final Function<T, Collection<T>> needs;
    private final Set<T> entered = new HashSet<>();
    private final List<T> sorted = new ArrayList<>();

    private DependencyOrder(Collection<T> all, Function<T, Collection<T>> needs) {
        this.all = new LinkedHashSet<>(all);
        this.needs = needs;
    }

    static <T> List<T> sort(Collection<T> all, Function<T, Collection<T>> needs) {
        var order = new DependencyOrder<>(all, needs);
        order.all.forEach(order::enter);
        return order.sorted;
    }

    private void enter(T element) {
        if (all.contains(element) && entered.add(element)) {
            needs.apply(element).forEach(this::enter);
            sorted.add(element);
        }
    }
}
