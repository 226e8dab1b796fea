package dev.datamigration.transfer.schema;

import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaPlan;
import java.util.function.Predicate;

/** Says which part of a plan is made. */
@FunctionalInterface
interface PlanSelection {
    PlanSelection EVERYTHING = (plan, known) -> plan;

    /** @param known whether an object is noted in the checkpoints, made or not */
    SchemaPlan of(SchemaPlan plan, Predicate<SchemaItem.Key> known);
}
