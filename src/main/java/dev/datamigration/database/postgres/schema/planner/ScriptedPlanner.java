package dev.datamigration.database.postgres.schema.planner;

import dev.datamigration.database.postgres.ddl.AccessStatements;
import dev.datamigration.database.postgres.ddl.ScriptedStatements;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.schema.plan.PlanContext;
import dev.datamigration.database.postgres.schema.script.ScriptedDefinition;
import dev.datamigration.database.postgres.schema.script.ScriptedKind;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaItem.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Plans what the catalog gives almost word for word: aggregates, operators, casts, text search and their like. */
final class ScriptedPlanner {
    private static final String DISABLED =
            "It would act on the migration's own statements, so it was created disabled. Run after the switchover: %s";

    /** Says what becomes of it where the account of the target is none. */
    static final String BY_SUPERUSER =
            "Only a superuser of the target may create it. Have it created there before the task, with the functions and types that it needs.";

    private static final int NO_POSTFIX_OPERATORS_SINCE = 14;

    private static final String POSTFIX =
            "It has an operand on its left only, which no server knows from version 14 on. Drop it on the source and call its function instead.";

    private final PlanContext context;
    private final ScriptedStatements statements;
    private final Predicate<ObjectId> late;

    /** @param late whether something can only be made once the views are there */
    ScriptedPlanner(PlanContext context, Predicate<ObjectId> late) {
        this.context = context;
        this.statements = new ScriptedStatements(context.names());
        this.late = late;
    }

    /** Names of base types, which functions need that the types themselves need. */
    List<SchemaItem> shells() {
        return context.schema().scripted().stream()
                .filter(object -> object.kind() == ScriptedKind.BaseType && !object.isShell())
                .filter(type -> context.target().superuser())
                .map(type -> SchemaItem.optional(
                        null,
                        new Key(ObjectKind.ShellType, key(type).name()),
                        List.of(statements.createShell(type)),
                        context.paths().target(type.name().schema()),
                        statements.shellExists(type)))
                .toList();
    }

    /** Base types first: what else they need is found from them, as they and their functions need each other. */
    List<SchemaItem> baseTypes() {
        return items(object -> object.kind() == ScriptedKind.BaseType);
    }

    List<SchemaItem> beforeLoad() {
        return items(object -> isOrdinary(object) && !late.test(object.id()));
    }

    List<SchemaItem> afterLoad() {
        return items(object -> isOrdinary(object) && late.test(object.id()));
    }

    /** For the move, so that they publish nothing that the migration writes; before owners change, as only these may. */
    List<SchemaItem> publications() {
        return items(object -> object.kind() == ScriptedKind.Publication);
    }

    private static boolean isOrdinary(ScriptedDefinition object) {
        return object.kind() != ScriptedKind.BaseType && object.kind() != ScriptedKind.Publication;
    }

    private List<SchemaItem> items(Predicate<ScriptedDefinition> when) {
        return context.schema().scripted().stream()
                .filter(object -> when.test(object) && isCarried(object))
                .map(this::create)
                .toList();
    }

    private boolean isCarried(ScriptedDefinition object) {
        // nothing needs a publication, so none is missed
        var id = object.kind() == ScriptedKind.Publication ? null : object.id();
        if (object.bySuperuser() && !context.target().superuser()) {
            context.refuse(id, key(object), BY_SUPERUSER, statements.exists(object));
            return false;
        }
        if (object.isPostfixOperator() && context.target().majorVersion() >= NO_POSTFIX_OPERATORS_SINCE) {
            context.refuse(id, key(object), POSTFIX, SchemaItem.NEVER_THERE);
            return false;
        }
        var relations = object.kind() == ScriptedKind.Publication
                ? context.selection().directNeeds(object.id()).stream()
                        .filter(needed -> needed.catalog().equals("pg_class"))
                        .map(ObjectId::oid)
                        .toList()
                : List.<Long>of();
        return !context.refuseRenamed(
                id,
                key(object),
                relations,
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
                        object.id().text(),
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
