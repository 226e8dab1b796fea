package dev.datamigration.transfer.schema;

import dev.datamigration.database.postgres.Sql;
import dev.datamigration.database.postgres.TableName;
import dev.datamigration.database.postgres.catalog.ObjectFilter;
import dev.datamigration.database.postgres.ddl.Existence;
import dev.datamigration.database.postgres.ddl.TargetNames;
import dev.datamigration.database.postgres.schema.CatalogObject;
import dev.datamigration.database.postgres.schema.ObjectId;
import dev.datamigration.database.postgres.schema.ObjectKind;
import dev.datamigration.database.postgres.schema.SearchPaths;
import dev.datamigration.database.postgres.schema.Selection;
import dev.datamigration.database.postgres.schema.SourceSchema;
import dev.datamigration.transfer.schema.SchemaItem.Key;
import dev.datamigration.transfer.schema.SchemaItem.OnRefusal;
import dev.datamigration.transfer.schema.SchemaPlan.Order;
import dev.datamigration.transfer.schema.SchemaPlan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Turns what is selected into a plan; pure. */
final class SchemaPlanner {
    private final PlanContext context;

    SchemaPlanner(Selection selection, SourceSchema schema, ObjectFilter filter, SearchPaths paths, int targetVersion) {
        var names = new TargetNames(filter);
        this.context = new PlanContext(selection, schema, names, paths, targetVersion);
        addNames(names);
    }

    private void addNames(TargetNames names) {
        var selection = context.selection();
        for (var relation : selection.objects(ObjectKind.Table, ObjectKind.View, ObjectKind.MaterializedView)) {
            names.add(relation);
        }
        for (var sequence : selection.objects(ObjectKind.Sequence, ObjectKind.IdentitySequence)) {
            var owner = sequence.owner();
            names.addSequence(sequence, owner == null || !names.has(owner) ? null : names.relation(owner));
        }
        for (var index : context.schema().indexes()) {
            names.addIndex(index.oid(), index.name(), names.relation(index.table()));
        }
    }

    SchemaPlan plan() {
        return new SchemaPlan(before(), after(), context.notCarried());
    }

    private List<SchemaItem> before() {
        var items = new ArrayList<SchemaItem>();
        items.addAll(schemas());
        var sequences = new SequencePlanner(context);
        items.addAll(inDependencyOrder(sequences.items(), new TablePlanner(context).items()));
        items.addAll(sequences.ownerships());
        return items;
    }

    @SafeVarargs
    private List<SchemaItem> inDependencyOrder(List<SchemaItem>... kinds) {
        var byId = new HashMap<ObjectId, SchemaItem>();
        var all = new ArrayList<SchemaItem>();
        for (var kind : kinds) {
            all.addAll(kind);
        }
        all.forEach(item -> byId.put(item.id(), item));
        return DependencyOrder.sort(
                all,
                item -> context.selection().directNeeds(item.id()).stream()
                        .filter(byId::containsKey)
                        .map(byId::get)
                        .toList());
    }

    private List<SchemaItem> schemas() {
        return context.selection().objects().stream()
                .map(CatalogObject::name)
                .map(TableName::schema)
                .map(context.names()::schema)
                .distinct()
                .map(SchemaPlanner::schema)
                .toList();
    }

    private static SchemaItem schema(String name) {
        return new SchemaItem(
                null,
                new Key(ObjectKind.Schema, name),
                List.of("CREATE SCHEMA " + Sql.identifier(name)),
                List.of(),
                "",
                Existence.schema(name),
                OnRefusal.Fail);
    }

    private List<Step> after() {
        var indexes = new IndexPlanner(context);
        var constraints = new ConstraintPlanner(context);
        var steps = new ArrayList<Step>();
        steps.addAll(indexes.ofTables());
        steps.addAll(constraints.ofRows());
        steps.addAll(constraints.foreignKeys());
        steps.add(new Step(Order.Parallel, indexes.settings()));
        steps.add(new Step(Order.Parallel, new SequencePlanner(context).values()));
        indexes.listInvalid();
        constraints.listForeignKeysWithoutTable();
        return steps;
    }
}
