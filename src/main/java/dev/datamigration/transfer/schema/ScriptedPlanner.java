package dev.datamigration.transfer.schema;

import dev.datamigration.database.postgres.ddl.AccessStatements;
import dev.datamigration.database.postgres.ddl.ScriptedStatements;
import dev.datamigration.database.postgres.schema.ObjectId;
import dev.datamigration.database.postgres.schema.ObjectKind;
import dev.datamigration.database.postgres.schema.ScriptedDefinition;
import dev.datamigration.database.postgres.schema.ScriptedKind;
import dev.datamigration.transfer.schema.SchemaItem.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Plans what the catalog gives almost word for word: aggregates, operators, casts, text search and their like. */
final class ScriptedPlanner {
    private static final String DISABLED =
            "It would act on the migration's own statements, so it was created disabled. Run after the switchover: %s";

    private final PlanContext context;
    private final ScriptedStatements statements;
    private final Predicate<ObjectId> late;

    /** @param late whether something can only be made once the views are there */
    ScriptedPlanner(PlanContext context, Predicate<ObjectId> late) {
        this.context = context;
        this.statements = new ScriptedStatements(context.names());
        this.late = late;
    }

    List<SchemaItem> beforeLoad() {
        return items(late.negate());
    }

    List<SchemaItem> afterLoad() {
        return items(late);
    }

    private List<SchemaItem> items(Predicate<ObjectId> when) {
        return context.schema().scripted().stream()
                .filter(object -> when.test(object.id()) && isCarried(object))
                .map(this::create)
                .toList();
    }

    private boolean isCarried(ScriptedDefinition object) {
        if (object.bySuperuser() && !context.target().superuser()) {
            context.refuse(
                    object.id(),
                    key(object),
                    "Only a superuser of the target may create it. Have it created there before the task, with the functions and types that it needs.",
                    statements.exists(object));
            return false;
        }
        return !context.refuseRenamed(
                object.id(),
                key(object),
                List.of(),
                object.tail() + String.join(" ", object.alterations()),
                statements.exists(object));
    }

    private SchemaItem create(ScriptedDefinition object) {
        var all = new ArrayList<>(statements.create(object));
        var rights = context.rights(object.id());
        var secured = statements.secured(object);
        var isForAll = object.kind() == ScriptedKind.Aggregate || object.kind() == ScriptedKind.Language;
        if (isForAll && rights != null && !rights.isPublic()) {
            all.add(AccessStatements.revokeFromPublic(secured));
        }
        if (object.kind() == ScriptedKind.EventTrigger) {
            object.details().forEach(firing -> {
                var enable = "ALTER " + statements.named(object) + firing;
                context.refuse(ObjectKind.Setting, enable, DISABLED.formatted(enable));
            });
        }
        return SchemaItem.optional(
                        object.id(),
                        key(object),
                        all,
                        context.paths().target(object.name().schema()),
                        statements.exists(object))
                .withSettings(context.comments().on(object.id(), statements.named(object)));
    }

    private Key key(ScriptedDefinition object) {
        return new Key(
                object.kind().kind(),
                context.selection().known(object.id()).orElseThrow().display());
    }
}
