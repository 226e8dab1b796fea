package dev.datamigration.transfer.schema;

import dev.datamigration.database.postgres.TableName;
import dev.datamigration.database.postgres.ddl.Existence;
import dev.datamigration.database.postgres.schema.CatalogObject;
import dev.datamigration.database.postgres.schema.ObjectKind;

/** Lists what is selected, or belongs to the database as a whole, and is not carried. */
final class OutsidePlanner {
    private static final ObjectKind[] UNSUPPORTED = {
        ObjectKind.ForeignTable,
        ObjectKind.BaseType,
        ObjectKind.Aggregate,
        ObjectKind.Operator,
        ObjectKind.OperatorClass,
        ObjectKind.OperatorFamily,
        ObjectKind.Conversion,
        ObjectKind.TextSearchConfiguration,
        ObjectKind.TextSearchDictionary,
        ObjectKind.TextSearchParser,
        ObjectKind.TextSearchTemplate
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
            case ForeignTable, ForeignServer, ForeignDataWrapper ->
                "It reaches out of the database and is not carried. Create it on the target by hand where it is needed.";
            case EventTrigger ->
                "It would act on the migration's own statements. Create it on the target by hand after the switchover.";
            case Publication, Subscription ->
                "Replication is set up anew on each server. Create it on the target by hand after the switchover.";
            case LargeObjects ->
                "They live outside of tables and their changes cannot be followed. Copy them by hand, or move them into bytea columns first.";
            case DefaultPrivileges, SecurityLabels ->
                "They are not carried. Set them on the target by hand before applications connect.";
            default ->
                "This kind of object is not carried. Create it on the target by hand, before the task if a table or function needs it.";
        };
    }
}
