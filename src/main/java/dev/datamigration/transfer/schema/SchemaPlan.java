package dev.datamigration.transfer.schema;

import java.util.Arrays;
import java.util.List;

/**
 * All that is to be created, in an order that works.
 *
 * @param before the load, one after the other
 * @param after the load, step by step
 * @param afterCatchUp step by step, once the tables stand as of one moment
 * @param atMove step by step, once the application moves
 * @param notCarried known before anything is tried
 */
record SchemaPlan(
        List<SchemaItem> before,
        List<Step> after,
        List<Step> afterCatchUp,
        List<Step> atMove,
        List<NotCarried> notCarried) {

    /** @param order how the items of a step may be created */
    record Step(Order order, List<SchemaItem> items) {}

    enum Order {
        /** Independent of each other. */
        Parallel,
        /** Some may need others that come later: tried again as long as one more succeeds. */
        UntilNoMoreSucceed
    }

    List<SchemaItem> deferred() {
        return itemsOf(after, afterCatchUp);
    }

    List<SchemaItem> ofTheMove() {
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
