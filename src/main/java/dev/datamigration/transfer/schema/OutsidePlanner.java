package dev.datamigration.transfer.schema;

import dev.datamigration.database.postgres.TableName;
import dev.datamigration.database.postgres.ddl.Existence;
import dev.datamigration.database.postgres.schema.CatalogObject;
import dev.datamigration.database.postgres.schema.ObjectKind;

/** Lists what is selected, or belongs to the database as a whole, and is not carried. */
final class OutsidePlanner {
    private static final ObjectKind[] UNSUPPORTED = {
        ObjectKind.ForeignPartition, ObjectKind.BaseType, ObjectKind.TextSearchParser, ObjectKind.TextSearchTemplate
    };

    private final PlanContext context;

    OutsidePlanner(PlanContext context) {
        this.context = context;
    }

    void list() {
        context.selection()
                .objects(UNSUPPORTED)
                .forEach(object -> context.refuse(
                        object.id(),
                        new SchemaItem.Key(object.kind(), object.display()),
                        reason(object.kind()),
                        exists(object)));
        context.selection().others().stream()
                .filter(CatalogObject::livesInNoSchema)
                .forEach(object -> context.refuse(
                        object.kind(),
                        object.display(),
                        "Nothing selected needs it. Create it on the target by hand if an application does."));
        context.schema()
                .outside()
                .forEach(object -> context.refuse(object.kind(), object.name(), reason(object.kind())));
    }

    private String exists(CatalogObject object) {
        var target = new TableName(
                context.names().schema(object.name().schema()), object.name().table());
        return switch (object.kind()) {
            case BaseType -> Existence.type(target);
            case TextSearchParser -> Existence.parser(target);
            case TextSearchTemplate -> Existence.template(target);
            default -> SchemaItem.NEVER_THERE;
        };
    }

    private static String reason(ObjectKind kind) {
        return switch (kind) {
            case ForeignPartition ->
                "It is a partition or a child of a table, and its rows are elsewhere. Create it on the target by hand where it is needed.";
            case UserMapping ->
                "It may hold a password, which stays on the source. Run CREATE USER MAPPING on the target before applications connect.";
            case Publication, Subscription ->
                "Replication is set up anew on each server. Create it on the target by hand after the switchover.";
            case LargeObjects ->
                "They live outside of tables and their changes cannot be followed. Copy them by hand, or move them into bytea columns first.";
            case SecurityLabels -> "They are not carried. Set them on the target by hand before applications connect.";
            default ->
                "This kind of object is not carried. Create it on the target by hand, before the task if a table or function needs it.";
        };
    }
}
