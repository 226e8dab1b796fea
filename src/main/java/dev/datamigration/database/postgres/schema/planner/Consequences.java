package dev.datamigration.database.postgres.schema.planner;

import static java.util.stream.Collectors.toMap;

import dev.datamigration.database.postgres.ddl.Existence;
import dev.datamigration.database.postgres.schema.Selection;
import dev.datamigration.database.postgres.schema.definition.CatalogObject;
import dev.datamigration.database.postgres.schema.definition.Dependency;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.schema.definition.TableDefinition;
import dev.datamigration.database.postgres.schema.plan.PlanContext;
import dev.datamigration.database.schema.NotCarried;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaPlan;
import dev.datamigration.database.table.TableName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** Follows the server's dependencies from what is not carried to everything that cannot be made without it; pure. */
final class Consequences {
    private static final Set<ObjectKind> RELATIONS =
            Set.of(ObjectKind.Table, ObjectKind.View, ObjectKind.MaterializedView, ObjectKind.ForeignTable);

    private final Selection selection;
    private final Map<Long, List<Long>> parents;
    private final Map<String, String> labels = new HashMap<>();
    private final Map<ObjectId, List<Dependency>> dependents = new HashMap<>();
    private final Map<ObjectId, String> lacks = new HashMap<>();

    private Consequences(PlanContext context, SchemaPlan plan) {
        this.selection = context.selection();
        this.parents =
                context.schema().tables().stream().collect(toMap(TableDefinition::oid, TableDefinition::parents));
        plan.items()
                .filter(item -> item.id() != null)
                .forEach(item -> labels.putIfAbsent(item.id(), item.key().label()));
        plan.notCarried()
                .forEach(left -> labels.putIfAbsent(left.id(), left.key().label()));
        for (var dependency : selection.dependencies()) {
            byNeeded(dependency.needed()).add(dependency);
            byNeeded(dependency.neededPart()).add(dependency);
        }
    }

    private List<Dependency> byNeeded(ObjectId needed) {
        return dependents.computeIfAbsent(needed, id -> new ArrayList<>());
    }

    /**
     * Returns what each object lacks that cannot be made, for people.
     *
     * @param there whether the target has a relation that is not selected
     */
    static Map<ObjectId, String> of(PlanContext context, SchemaPlan plan, Predicate<NotCarried> there) {
        var consequences = new Consequences(context, plan);
        var missing = new ArrayDeque<ObjectId>();
        plan.notCarried().stream()
                .map(NotCarried::id)
                .filter(Objects::nonNull)
                .map(ObjectId::of)
                .forEach(missing::add);
        consequences.neededButNotSelected().stream()
                .filter(object -> !there.test(notSelected(context, object)))
                .forEach(object -> missing.add(object.id()));
        consequences.follow(missing);
        return consequences.lacks;
    }

    private List<CatalogObject> neededButNotSelected() {
        return selection.others().stream()
                .filter(object -> RELATIONS.contains(object.kind()))
                .filter(object -> dependents.getOrDefault(object.id(), List.of()).stream()
                        .anyMatch(dependency -> selection.contains(dependency.dependent()) && !isParent(dependency)))
                .toList();
    }

    private static NotCarried notSelected(PlanContext context, CatalogObject object) {
        var target = new TableName(
                context.names().schema(object.name().schema()), object.name().table());
        return new NotCarried(
                object.id().text(),
                new SchemaItem.Key(object.kind(), object.display()),
                "It is not selected.",
                Existence.relation(target, "rpvmf"),
                "");
    }

    private void follow(ArrayDeque<ObjectId> missing) {
        var roots = Set.copyOf(missing);
        while (!missing.isEmpty()) {
            var needed = missing.pop();
            for (var dependency : dependents.getOrDefault(needed, List.of())) {
                var sufferer = dependency.sufferer();
                if (!roots.contains(sufferer) && !lacks.containsKey(sufferer) && !isParent(dependency)) {
                    lacks.put(sufferer, label(needed));
                    missing.add(sufferer);
                }
            }
        }
    }

    /** A table can do without its parent. */
    private boolean isParent(Dependency dependency) {
        return parents.getOrDefault(dependency.sufferer().oid(), List.of())
                        .contains(dependency.needed().oid())
                && dependency.sufferer().catalog().equals("pg_class");
    }

    private String label(ObjectId id) {
        var label = labels.get(id.text());
        return label != null
                ? label
                : selection
                        .known(id)
                        .map(object -> object.kind() + " " + object.display()
                                + (selection.contains(id) ? "" : " (not selected)"))
                        .orElse("something that is not carried");
    }
}
