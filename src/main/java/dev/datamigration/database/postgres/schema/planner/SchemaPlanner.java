package dev.datamigration.database.postgres.schema.planner;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.UnsupportedHandling;
import dev.datamigration.database.postgres.ddl.TargetObjectNames;
import dev.datamigration.database.postgres.schema.SearchPaths;
import dev.datamigration.database.postgres.schema.Selection;
import dev.datamigration.database.postgres.schema.SourceSchema;
import dev.datamigration.database.postgres.schema.definition.CatalogObject;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.schema.plan.PartitionDepth;
import dev.datamigration.database.postgres.schema.plan.PlanContext;
import dev.datamigration.database.postgres.schema.plan.RoleMap;
import dev.datamigration.database.schema.NotCarried;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaPlan;
import dev.datamigration.database.schema.SchemaPlan.Order;
import dev.datamigration.database.schema.SchemaPlan.Step;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Turns what is selected into a plan; pure. */
public final class SchemaPlanner {
    private final PlanContext context;

    private final ObjectFilter filter;
    private final boolean catchesUp;

    /** @param catchesUp whether changes are applied after the load, until then tables may stand as of different moments */
    public SchemaPlanner(
            Selection selection,
            SourceSchema schema,
            ObjectFilter filter,
            SearchPaths paths,
            RoleMap roles,
            boolean catchesUp) {
        this.catchesUp = catchesUp;
        var names = new TargetObjectNames(filter);
        this.filter = filter;
        this.context = new PlanContext(selection, schema, names, paths, roles);
        addNames(names);
    }

    private void addNames(TargetObjectNames names) {
        var selection = context.selection();
        for (var relation : selection.objects(
                ObjectKind.Table, ObjectKind.View, ObjectKind.MaterializedView, ObjectKind.ForeignTable)) {
            if (!names.add(relation)) {
                throw twoOfOneName(relation, names);
            }
        }
        for (var sequence : selection.objects(ObjectKind.Sequence, ObjectKind.IdentitySequence)) {
            var owner = sequence.owner();
            names.addSequence(sequence, owner == null || !names.has(owner) ? null : names.relation(owner));
        }
        for (var index : context.schema().indexes()) {
            names.addIndex(index.oid(), index.name(), names.relation(index.table()));
        }
    }

    private static FailureException twoOfOneName(CatalogObject relation, TargetObjectNames names) {
        return new FailureException(new Failure(
                FailureCode.SchemaNotCreated,
                Side.Target,
                "%s and another selected object would both be called %s on the target."
                        .formatted(
                                relation.display(), names.relation(relation.id().oid())),
                "Give each of them a name of its own in spec.objects.renameTables of a new task."));
    }

    /** @param there whether the target has something nevertheless, made by hand */
    public SchemaPlan plan(Predicate<NotCarried> there) {
        new OutsidePlanner(context).list();
        var functions = new FunctionPlanner(context);
        var scripted = new ScriptedPlanner(context, functions::isLate);
        var constraints = new ConstraintPlanner(context);
        var before = before(functions, scripted);
        var after = after(functions, scripted, constraints);
        var atMove = List.of(
                new Step(Order.UntilNoMoreSucceed, scripted.publications()),
                new Step(Order.UntilNoMoreSucceed, new AccessPlanner(context).items()));
        var plan = new SchemaPlan(
                before,
                catchesUp
                        ? after
                        : Stream.concat(after.stream(), atMove.stream()).toList(),
                catchesUp ? constraints.foreignKeyChecks() : List.of(),
                catchesUp ? atMove : List.of(),
                context.notCarried().stream()
                        .filter(left -> left.id() == null || !there.test(left))
                        .toList());
        return withConsequences(plan, there);
    }

    private SchemaPlan withConsequences(SchemaPlan plan, Predicate<NotCarried> there) {
        var lacks = Consequences.of(context, plan, there);
        var marked = plan.with(item -> {
            var needed = item.id() == null ? null : lacks.get(ObjectId.of(item.id()));
            return needed == null ? item : item.lacking(needed);
        });
        return context.roles().objects().unsupported() == UnsupportedHandling.Skip
                ? marked.withoutLacking(there)
                : marked;
    }

    private List<SchemaItem> before(FunctionPlanner functions, ScriptedPlanner scripted) {
        var sequences = new SequencePlanner(context);
        var extensions = new ExtensionPlanner(context, filter);
        extensions.listOthers();
        var items = new ArrayList<SchemaItem>();
        items.addAll(new NamespacePlanner(context, filter).items(extensions.schemas()));
        items.addAll(extensions.items());
        items.addAll(scripted.shells());
        items.addAll(inDependencyOrder(
                scripted.baseTypes(),
                new TypePlanner(context).items(),
                sequences.items(),
                functions.beforeLoad(),
                scripted.beforeLoad(),
                new TablePlanner(context).items()));
        items.addAll(sequences.ownerships());
        return items;
    }

    @SafeVarargs
    private List<SchemaItem> inDependencyOrder(List<SchemaItem>... kinds) {
        var byId = new HashMap<String, SchemaItem>();
        var all = new ArrayList<SchemaItem>();
        for (var kind : kinds) {
            all.addAll(kind);
        }
        all.forEach(item -> byId.put(item.id(), item));
        return DependencyOrder.sort(
                all,
                item -> context.selection().directNeeds(ObjectId.of(item.id())).stream()
                        .map(ObjectId::text)
                        .filter(byId::containsKey)
                        .map(byId::get)
                        .toList());
    }

    private List<Step> after(FunctionPlanner functions, ScriptedPlanner scripted, ConstraintPlanner constraints) {
        var indexes = new IndexPlanner(context);
        var views = new ViewPlanner(context);
        var programs = new TableProgramPlanner(context);
        var steps = new ArrayList<Step>();
        steps.add(new Step(Order.Parallel, constraints.ownChecksOfChildren()));
        steps.addAll(PartitionDepth.inTurns(indexes.ofTables(), constraints.ofRows()));
        steps.add(new Step(Order.Parallel, constraints.checksOfChildren()));
        steps.addAll(catchesUp ? constraints.uncheckedForeignKeys() : constraints.foreignKeys());
        steps.add(new Step(
                Order.UntilNoMoreSucceed,
                inDependencyOrder(functions.afterLoad(), scripted.afterLoad(), views.items())));
        steps.add(new Step(Order.UntilNoMoreSucceed, inDependencyOrder(views.data())));
        steps.add(new Step(Order.Parallel, indexes.ofMaterializedViews()));
        steps.add(new Step(Order.Parallel, indexes.settings()));
        steps.add(new Step(Order.Parallel, new StatisticsPlanner(context).items()));
        steps.add(new Step(Order.Parallel, programs.triggers()));
        steps.add(new Step(Order.Parallel, programs.triggersOfPartitions()));
        steps.add(new Step(Order.Parallel, programs.rules()));
        steps.add(new Step(Order.Parallel, programs.policies()));
        steps.add(new Step(Order.Parallel, programs.rowSecurity()));
        steps.add(new Step(Order.Parallel, new SequencePlanner(context).values()));
        // one after the other: all of them are kept in one row of the catalog
        steps.add(new Step(Order.UntilNoMoreSucceed, new DatabaseSettingPlanner(context).items()));
        indexes.listTablespaces();
        indexes.listInvalid();
        constraints.listForeignKeysWithoutTable();
        return steps;
    }
}
