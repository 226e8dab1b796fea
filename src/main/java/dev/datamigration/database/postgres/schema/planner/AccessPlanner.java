package dev.datamigration.database.postgres.schema.planner;

import dev.datamigration.api.task.LargeObjectHandling;
import dev.datamigration.api.task.PrivilegeHandling;
import dev.datamigration.database.postgres.ddl.AccessStatements;
import dev.datamigration.database.postgres.ddl.ProgramStatements;
import dev.datamigration.database.postgres.ddl.ScriptedStatements;
import dev.datamigration.database.postgres.ddl.SecuredObject;
import dev.datamigration.database.postgres.schema.definition.AccessRights;
import dev.datamigration.database.postgres.schema.definition.CatalogObject;
import dev.datamigration.database.postgres.schema.definition.DefaultPrivileges;
import dev.datamigration.database.postgres.schema.definition.FunctionDefinition;
import dev.datamigration.database.postgres.schema.definition.Grant;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.schema.definition.SchemaName;
import dev.datamigration.database.postgres.schema.definition.StatisticsDefinition;
import dev.datamigration.database.postgres.schema.plan.DefinerRights;
import dev.datamigration.database.postgres.schema.plan.OwnerOnTarget;
import dev.datamigration.database.postgres.schema.plan.PlanContext;
import dev.datamigration.database.postgres.schema.plan.PrivilegesLeft;
import dev.datamigration.database.postgres.schema.plan.RoleMap;
import dev.datamigration.database.postgres.schema.script.ScriptedDefinition;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaItem.Key;
import dev.datamigration.database.table.TableName;
import java.util.ArrayList;
import java.util.List;

/**
 * Plans owners and privileges. They come when the application moves, not with the objects: until then nobody but the
 * task's account can change what its sessions run, or write where only the task may write.
 */
final class AccessPlanner {
    private static final int MAINTAIN_SINCE = 17;

    /** Objects with a lower OID were made with the database. */
    private static final long FIRST_OF_USERS = 16384;

    private final PlanContext context;
    private final RoleMap roles;
    private final ProgramStatements programs;
    private final ScriptedStatements scripted;
    private final PrivilegesLeft left;
    private final List<SchemaItem> items = new ArrayList<>();

    AccessPlanner(PlanContext context) {
        this.context = context;
        this.roles = context.roles();
        this.left = new PrivilegesLeft(context);
        this.programs = new ProgramStatements(context.names());
        this.scripted = new ScriptedStatements(context.names());
    }

    /** One item for each object that gets an owner or grants; schemas first, because new owners must be let in. */
    List<SchemaItem> items() {
        context.schema().schemas().stream().filter(this::isUsed).forEach(this::schema);
        context.schema().functions().forEach(this::function);
        context.selection().objects().stream()
                .filter(AccessPlanner::followsTable)
                .forEach(this::sequenceOfTable);
        context.selection().objects().stream()
                .filter(object -> !followsTable(object))
                .forEach(this::object);
        context.schema().statistics().forEach(this::statistics);
        context.schema().scripted().stream()
                .filter(object -> object.kind().ownerColumn() != null)
                .forEach(this::scripted);
        if (roles.objects().grants() == PrivilegeHandling.Carry) {
            context.schema().defaultPrivileges().forEach(this::defaults);
            context.schema().memberGrants().forEach(left::listGrantsOnMembers);
        }
        if (roles.objects().largeObjects() == LargeObjectHandling.Carry) {
            context.schema().largeObjectRights().forEach(this::listLeftOfLargeObjects);
        }
        left.list();
        return items;
    }

    /** They get what there is for them as they are copied. */
    private void listLeftOfLargeObjects(AccessRights rights) {
        if (roles.owner(rights) instanceof OwnerOnTarget.NotCarried other) {
            left.owner(rights.owner(), other.reason());
        }
        if (roles.objects().grants() == PrivilegeHandling.Carry) {
            known(rights.grants());
        }
    }

    private boolean isUsed(SchemaName schema) {
        return isUsed(schema.name());
    }

    private boolean isUsed(String schema) {
        return context.selection().objects().stream()
                .anyMatch(object -> object.name().schema().equals(schema));
    }

    private void schema(SchemaName schema) {
        var object = SecuredObject.schema(context.names().schema(schema.name()));
        if (schema.oid() >= FIRST_OF_USERS) {
            add(ObjectKind.Schema, schema.name(), new ObjectId("pg_namespace", schema.oid()), object);
        } else {
            grantsOnPublic(schema, object);
        }
    }

    /** The schema public is there before us; its owner, and what everybody may do there, is the target's own affair. */
    private void grantsOnPublic(SchemaName schema, SecuredObject object) {
        var rights = context.schema().rights().get(new ObjectId("pg_namespace", schema.oid()));
        if (roles.objects().grants() == PrivilegeHandling.Carry && rights != null) {
            var named = rights.grants().stream()
                    .filter(grant -> grant.grantee() != null)
                    .toList();
            add(null, "Schema " + schema.name(), AccessStatements.grants(object, known(named)), "");
            if (context.names().schema(schema.name()).equals("public")) {
                left.onPublic(rights, object);
            }
        }
    }

    private static boolean followsTable(CatalogObject object) {
        return object.owner() != null;
    }

    private void sequenceOfTable(CatalogObject object) {
        add(
                object,
                SecuredObject.sequenceOfTable(
                        context.names().relation(object.id().oid())));
    }

    private void object(CatalogObject object) {
        switch (object.kind()) {
            case Table, View, MaterializedView, Sequence ->
                add(
                        object,
                        SecuredObject.relation(
                                object, context.names().relation(object.id().oid())));
            case Type -> add(object, SecuredObject.type(moved(object.name())));
            case Collation -> add(object, SecuredObject.collation(moved(object.name())));
            default -> {
                // functions come by their definitions; the rest is not carried
            }
        }
    }

    /** They may belong to somebody else than their table does. */
    private void statistics(StatisticsDefinition statistics) {
        add(
                ObjectKind.Statistics,
                statistics.name().toString(),
                new ObjectId("pg_statistic_ext", statistics.oid()),
                SecuredObject.statistics(moved(statistics.name())));
    }

    private void scripted(ScriptedDefinition object) {
        var rights = context.rights(object.id());
        var key = new Key(
                object.kind().kind(),
                context.selection().known(object.id()).orElseThrow().display());
        var isLeft = context.notCarried().stream().anyMatch(other -> other.key().equals(key));
        if (rights != null && !isLeft) {
            var secured = scripted.secured(object);
            add(
                    object.id(),
                    key.label(),
                    ifOurs(secured, statements(object.kind().kind(), secured, rights)),
                    context.paths().target(object.name().schema()));
        }
    }

    /** After everything else, so that they give nobody anything of what the task makes. */
    private void defaults(DefaultPrivileges defaults) {
        if (defaults.schema() != null && !isUsed(defaults.schema())) {
            return;
        }
        var key = new Key(ObjectKind.DefaultPrivileges, defaults.display());
        var owner = roles.owner(defaults.rights());
        if (owner instanceof OwnerOnTarget.NotCarried other) {
            context.refuse(key, other.reason() + " Or run ALTER DEFAULT PRIVILEGES there by hand.");
            return;
        }
        var role = owner instanceof OwnerOnTarget.Role other
                ? other.name()
                : context.target().account();
        var schema = defaults.schema() == null ? null : context.names().schema(defaults.schema());
        items.add(SchemaItem.optional(
                null,
                key,
                AccessStatements.defaults(
                        role,
                        schema,
                        defaults.objects(),
                        known(defaults.rights().grants())),
                "",
                SchemaItem.NEVER_THERE));
    }

    private void add(CatalogObject object, SecuredObject secured) {
        add(object.kind(), object.display(), object.id(), secured);
    }

    private void add(ObjectKind kind, String display, ObjectId id, SecuredObject object) {
        var rights = context.rights(id);
        if (rights != null) {
            add(id, kind + " " + display, ifOurs(object, statements(kind, object, rights)), "");
        }
    }

    private void function(FunctionDefinition function) {
        var rights = context.rights(function);
        var object = programs.secured(function);
        var statements = statements(ObjectKind.Function, object, rights);
        if (DefinerRights.of(function, rights, roles) instanceof DefinerRights.Later) {
            if (rights.isPublic()) {
                statements.add(AccessStatements.grantToPublic(object, "EXECUTE"));
            }
            statements.add("ALTER " + object.altered() + " SECURITY DEFINER");
        }
        add(
                new ObjectId("pg_proc", function.oid()),
                "Function " + function.name() + "(" + function.arguments() + ")",
                ifOurs(object, statements),
                context.paths().target(function.name().schema()));
    }

    private static List<String> ifOurs(SecuredObject object, List<String> statements) {
        return statements.isEmpty() ? statements : List.of(AccessStatements.ifOurs(object, statements));
    }

    private void add(ObjectId id, String name, List<String> statements, String searchPath) {
        if (!statements.isEmpty()) {
            items.add(SchemaItem.optional(
                    ObjectId.textOf(id),
                    new Key(ObjectKind.Privileges, name),
                    statements,
                    searchPath,
                    SchemaItem.NEVER_THERE));
        }
    }

    private List<String> statements(ObjectKind kind, SecuredObject object, AccessRights rights) {
        var statements = new ArrayList<String>();
        var owner = roles.owner(rights);
        if (owner instanceof OwnerOnTarget.NotCarried other) {
            left.owner(rights.owner(), other.reason());
        }
        if (roles.objects().grants() == PrivilegeHandling.Carry && object.granted() != null) {
            grants(kind, object, rights, owner, statements);
            left.ownersOwn(object, rights, owner);
        }
        if (owner instanceof OwnerOnTarget.Role role && object.altered() != null) {
            statements.add(AccessStatements.owner(object, role.name()));
        }
        return statements;
    }

    /**
     * Who may use a view, or a function with its owner's rights, has those of its owner: no grants where that would be
     * another one.
     */
    private void grants(
            ObjectKind kind, SecuredObject object, AccessRights rights, OwnerOnTarget owner, List<String> statements) {
        var isView = kind == ObjectKind.View || kind == ObjectKind.MaterializedView;
        if (isView && owner instanceof OwnerOnTarget.NotCarried && !rights.ownerIsSuperuser()) {
            left.view(rights);
            return;
        }
        if ((kind == ObjectKind.Type || kind == ObjectKind.BaseType) && !rights.isPublic()) {
            statements.add(AccessStatements.revokeFromPublic(object));
        }
        statements.addAll(AccessStatements.grants(object, known(rights.grants())));
    }

    private List<Grant> known(List<Grant> grants) {
        var known = new ArrayList<Grant>();
        for (var grant : grants) {
            if (grant.privilege().equals("MAINTAIN") && context.target().majorVersion() < MAINTAIN_SINCE) {
                continue;
            }
            roles.onTarget(grant).ifPresentOrElse(known::add, () -> left.grantee(grant.grantee()));
        }
        return known;
    }

    private TableName moved(TableName name) {
        return new TableName(context.names().schema(name.schema()), name.table());
    }
}
