package dev.datamigration.database.postgres.schema.planner;

import static java.util.stream.Collectors.toSet;

import dev.datamigration.database.postgres.ddl.AccessStatements;
import dev.datamigration.database.postgres.ddl.ProgramStatements;
import dev.datamigration.database.postgres.schema.definition.CatalogObject;
import dev.datamigration.database.postgres.schema.definition.FunctionDefinition;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.schema.plan.DefinerRights;
import dev.datamigration.database.postgres.schema.plan.PlanContext;
import dev.datamigration.database.postgres.schema.plan.RenamedMentions;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaItem.Key;
import dev.datamigration.database.table.TableName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Plans functions and procedures: before the load, so that tables can use them, unless they need views themselves. */
final class FunctionPlanner {
    private final PlanContext context;
    private final ProgramStatements statements;
    private final RenamedMentions mentions;
    private final Set<ObjectId> views;
    private final Set<ObjectId> late;

    FunctionPlanner(PlanContext context) {
        this.context = context;
        this.statements = new ProgramStatements(context.names());
        this.mentions = new RenamedMentions(
                context.paths().renamedSchemas(),
                context
                        .selection()
                        .objects(ObjectKind.Table, ObjectKind.View, ObjectKind.MaterializedView, ObjectKind.Sequence)
                        .stream()
                        .filter(context.names()::isMoved)
                        .map(CatalogObject::name)
                        .map(TableName::table)
                        .collect(toSet()));
        this.views = context.selection().objects(ObjectKind.View, ObjectKind.MaterializedView).stream()
                .map(CatalogObject::id)
                .collect(toSet());
        this.late = late();
    }

    /** Those that need views, and those with a parsed body that no table needs: it may need constraints of tables. */
    private Set<ObjectId> late() {
        var neededByTables =
                closure(context.selection().objects(ObjectKind.Table, ObjectKind.Type, ObjectKind.BaseType).stream()
                        .map(CatalogObject::id)
                        .toList());
        return context.schema().functions().stream()
                .filter(function -> !neededByTables.contains(id(function)))
                .filter(function -> function.parsedBody()
                        || closure(List.of(id(function))).stream().anyMatch(views::contains))
                .map(FunctionPlanner::id)
                .collect(toSet());
    }

    /** Returns whether something needs a view, or a function that comes late. */
    boolean isLate(ObjectId id) {
        return closure(List.of(id)).stream().anyMatch(needed -> late.contains(needed) || views.contains(needed));
    }

    private Set<ObjectId> closure(Collection<ObjectId> roots) {
        var found = new HashSet<ObjectId>();
        var open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            var id = open.pop();
            if (found.add(id)) {
                open.addAll(context.selection().directNeeds(id));
            }
        }
        return found;
    }

    List<SchemaItem> beforeLoad() {
        return context.schema().functions().stream()
                .filter(function -> !late.contains(id(function)) && isCarried(function))
                .map(this::create)
                .toList();
    }

    List<SchemaItem> afterLoad() {
        return context.schema().functions().stream()
                .filter(function -> late.contains(id(function)) && isCarried(function))
                .map(this::create)
                .toList();
    }

    private boolean isCarried(FunctionDefinition function) {
        if (function.bySuperuser() && !context.target().superuser()) {
            context.refuse(id(function), key(function), ScriptedPlanner.BY_SUPERUSER, statements.exists(function));
            return false;
        }
        return !isRenamedInside(function) && context.takesName(key(function), statements.named(function));
    }

    private boolean isRenamedInside(FunctionDefinition function) {
        if (function.parsedBody()) {
            var relations = context.selection().directNeeds(id(function)).stream()
                    .filter(id -> id.catalog().equals("pg_class"))
                    .map(ObjectId::oid)
                    .toList();
            return context.refuseRenamed(
                    id(function), key(function), relations, function.definition(), statements.exists(function));
        }
        var mention = mentions.inSource(function.definition());
        mention.ifPresent(name -> context.refuse(
                id(function),
                key(function),
                "Its text names %s, which is called otherwise on the target. Create it there by hand with the new name."
                        .formatted(name),
                statements.exists(function)));
        return mention.isPresent();
    }

    private SchemaItem create(FunctionDefinition function) {
        return SchemaItem.optional(
                        id(function).text(),
                        key(function),
                        statements(function),
                        context.paths().target(function.name().schema()),
                        statements.exists(function))
                .withSettings(context.comments().on(id(function), statements.named(function)));
    }

    /** Created and taken away from whom it is not meant for in one transaction, so that nobody can call it in between. */
    private List<String> statements(FunctionDefinition function) {
        var rights = context.rights(function);
        var object = statements.secured(function);
        var all = new ArrayList<String>();
        all.add(statements.create(function));
        var runs = DefinerRights.of(function, rights, context.roles());
        if (runs instanceof DefinerRights.Caller && !rights.isPublic()) {
            all.add(AccessStatements.revokeFromPublic(object));
        }
        if (runs instanceof DefinerRights.AtOnce) {
            all.add(statements.revokeFromEverybody(function));
            if (rights.isPublic()) {
                all.add(AccessStatements.grantToPublic(object, "EXECUTE"));
            }
        }
        if (runs instanceof DefinerRights.Later || runs instanceof DefinerRights.Never) {
            all.add("ALTER " + object.altered() + " SECURITY INVOKER");
            all.add(statements.revokeFromEverybody(function));
        }
        if (runs instanceof DefinerRights.Never never) {
            context.refuse(
                    new Key(
                            ObjectKind.Privileges,
                            "SECURITY DEFINER of " + key(function).name()),
                    "It is to run with the rights of its owner %s. %s Until it is that one's it runs with the rights of its caller, and PUBLIC may not call it."
                            .formatted(rights.owner(), never.reason()));
        }
        return all;
    }

    private static ObjectId id(FunctionDefinition function) {
        return new ObjectId("pg_proc", function.oid());
    }

    private static Key key(FunctionDefinition function) {
        return new Key(
                function.procedure() ? ObjectKind.Procedure : ObjectKind.Function,
                function.name() + "(" + function.arguments() + ")");
    }
}
