package dev.datamigration.transfer.schema;

import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaPlan;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Takes what another plan would not make. Parts of tables that both plans have are left out, since whatever is new of them was changed under
 * way, and may lock a table that changes are being applied to; objects that stand by themselves are not, as the other plan may be of a
 * selection that differs in tables alone.
 *
 * @param before the other plan
 */
record AddedObjects(Supplier<SchemaPlan> before) implements PlanSelection {
    private static final Set<ObjectKind> PARTS_OF_TABLES = EnumSet.of(
            ObjectKind.Table,
            ObjectKind.Setting,
            ObjectKind.Partition,
            ObjectKind.Inheritance,
            ObjectKind.IdentitySequence,
            ObjectKind.SequenceOwnership,
            ObjectKind.SequenceValue,
            ObjectKind.Index,
            ObjectKind.Constraint,
            ObjectKind.ConstraintCheck,
            ObjectKind.ForeignKey,
            ObjectKind.ForeignKeyCheck,
            ObjectKind.Trigger,
            ObjectKind.Rule,
            ObjectKind.Policy,
            ObjectKind.RowSecurity,
            ObjectKind.Statistics,
            ObjectKind.Privileges);

    @Override
    public SchemaPlan of(SchemaPlan plan, Predicate<SchemaItem.Key> known) {
        var planned = before.get()
                .items()
                .filter(item -> item.lacks() == null && PARTS_OF_TABLES.contains(item.kind()))
                .map(SchemaItem::key)
                .collect(Collectors.toSet());
        return plan.only(item -> known.test(item.key()) || !planned.contains(item.key()));
    }
}
