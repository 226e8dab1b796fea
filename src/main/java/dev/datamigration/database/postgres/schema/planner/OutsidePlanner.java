package dev.datamigration.database.postgres.schema.planner;

import dev.datamigration.api.task.LargeObjectHandling;
import dev.datamigration.database.postgres.schema.definition.CatalogObject;
import dev.datamigration.database.postgres.schema.plan.PlanContext;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;

/** Lists what is selected, or belongs to the database as a whole, and is not carried. */
final class OutsidePlanner {
    private final PlanContext context;

    OutsidePlanner(PlanContext context) {
        this.context = context;
    }

    void list() {
        context.selection()
                .objects(ObjectKind.ForeignPartition)
                .forEach(object -> context.refuse(
                        object.id(),
                        new SchemaItem.Key(object.kind(), object.display()),
                        "It is a partition or a child of a table, and its rows are elsewhere. Create it on the target by hand where it is needed.",
                        SchemaItem.NEVER_THERE));
        context.selection().others().stream()
                .filter(CatalogObject::livesInNoSchema)
                .forEach(
                        object -> context.refuse(
                                object.kind(),
                                object.display(),
                                object.kind() == ObjectKind.Publication
                                        ? "It publishes tables that are not selected. Create it on the target by hand after the switchover."
                                        : "Nothing selected needs it. Create it on the target by hand if an application does."));
        context.schema().outside().stream()
                .filter(object -> object.kind() != ObjectKind.LargeObjects || !isCarriedByLoad())
                .forEach(object -> context.refuse(object.kind(), object.name(), reason(object.kind())));
    }

    private boolean isCarriedByLoad() {
        return context.roles().objects().largeObjects() == LargeObjectHandling.Carry;
    }

    private static String reason(ObjectKind kind) {
        return switch (kind) {
            case UserMapping ->
                "It may hold a password, which stays on the source. Run CREATE USER MAPPING on the target before applications connect.";
            case Subscription ->
                "Replication is set up anew on each server. Create it on the target by hand after the switchover.";
            case LargeObjects ->
                "They live outside of tables and their changes cannot be followed. Set spec.objects.largeObjects: Carry in a new task to have them copied, copy them by hand, or move them into bytea columns first.";
            case SecurityLabels -> "They are not carried. Set them on the target by hand before applications connect.";
            default -> throw new IllegalArgumentException("not of the database as a whole: " + kind);
        };
    }
}
