package dev.datamigration.database.schema;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * All that is to be created, in an order that works.
 *
 * @param before the load, one after the other
 * @param after the load, step by step
 * @param afterCatchUp step by step, once the tables stand as of one moment
 * @param atMove step by step, once the application moves
 * @param notCarried known before anything is tried
 */
public record SchemaPlan(
        List<SchemaItem> before,
        List<Step> after,
        List<Step> afterCatchUp,
        List<Step> atMove,
        List<NotCarried> notCarried) {

    /** @param order how the items of a step may be created */
    public record Step(Order order, List<SchemaItem> items) {}

    public enum Order {
        /** Independent of each other. */
        Parallel,
        /** Some may need others that come later: tried again as long as one more succeeds. */
        UntilNoMoreSucceed
    }

    /** Everything, whenever it is made. */
    public Stream<SchemaItem> items() {
        return Stream.of(before, deferred(), ofTheMove()).flatMap(List::stream);
    }

    /** Returns what needs something that is not carried. */
    public List<SchemaItem> lacking() {
        return items().filter(item -> item.lacks() != null && !item.isAboutAnother())
                .toList();
    }

    /** The same without items that are not meant. */
    public SchemaPlan only(Predicate<SchemaItem> meant) {
        return changed(items -> items.stream().filter(meant).toList(), notCarried);
    }

    /** The same with every item changed so. */
    public SchemaPlan with(UnaryOperator<SchemaItem> change) {
        return changed(items -> items.stream().map(change).toList(), notCarried);
    }

    /**
     * The same without what lacks something, which is not carried then; tables stay, since their rows are loaded.
     *
     * @param there whether the target has something nevertheless
     */
    public SchemaPlan withoutLacking(Predicate<NotCarried> there) {
        var left = lacking().stream()
                .filter(SchemaPlan::canBeLeft)
                .map(NotCarried::of)
                .filter(there.negate());
        return changed(
                items -> items.stream().filter(item -> !canBeLeft(item)).toList(),
                Stream.concat(notCarried.stream(), left).toList());
    }

    private static boolean canBeLeft(SchemaItem item) {
        return item.lacks() != null && item.kind() != ObjectKind.Table;
    }

    private SchemaPlan changed(UnaryOperator<List<SchemaItem>> change, List<NotCarried> left) {
        return new SchemaPlan(
                change.apply(before),
                changed(after, change),
                changed(afterCatchUp, change),
                changed(atMove, change),
                left);
    }

    private static List<Step> changed(List<Step> steps, UnaryOperator<List<SchemaItem>> change) {
        return steps.stream()
                .map(step -> new Step(step.order(), change.apply(step.items())))
                .toList();
    }

    public List<SchemaItem> deferred() {
        return itemsOf(after, afterCatchUp);
    }

    public List<SchemaItem> ofTheMove() {
        return itemsOf(atMove);
    }

    @SafeVarargs
    private static List<SchemaItem> itemsOf(List<Step>... steps) {
        return Arrays.stream(steps)
                .flatMap(List::stream)
                .flatMap(step -> step.items().stream())
                .toList();
    }
}
