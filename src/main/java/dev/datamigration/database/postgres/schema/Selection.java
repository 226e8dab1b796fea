package dev.datamigration.database.postgres.schema;

import dev.datamigration.database.postgres.schema.definition.CatalogObject;
import dev.datamigration.database.postgres.schema.definition.Dependency;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.selection.ObjectFilter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides which objects are carried: those the filter means, all partitions of a table it means, what these need but tables and views,
 * the casts, transforms and event triggers of all these, and publications that publish nothing else. What belongs to an extension is left to the extension.
 */
public final class Selection {
    private final Map<ObjectId, CatalogObject> inventory = new LinkedHashMap<>();
    private final Map<ObjectId, CatalogObject> selected = new LinkedHashMap<>();
    private final Map<ObjectId, List<Dependency>> needs = new HashMap<>();
    private final Map<ObjectId, List<CatalogObject>> owned = new HashMap<>();
    private final Set<String> extensions = new TreeSet<>();

    private Selection(Collection<CatalogObject> objects, Collection<Dependency> dependencies) {
        for (var object : objects) {
            inventory.put(object.id(), object);
            if (object.owner() != null) {
                owned.computeIfAbsent(ObjectId.relation(object.owner()), id -> new ArrayList<>())
                        .add(object);
            }
        }
        dependencies.forEach(dependency -> needs.computeIfAbsent(dependency.dependent(), id -> new ArrayList<>())
                .add(dependency));
    }

    public static Selection of(
            Collection<CatalogObject> objects, Collection<Dependency> dependencies, ObjectFilter filter) {
        var selection = new Selection(objects, dependencies);
        selection.fill(filter);
        return selection;
    }

    private void fill(ObjectFilter filter) {
        var open = new ArrayDeque<CatalogObject>();
        inventory.values().stream()
                .filter(object -> object.extension() == null && isMeant(object, filter))
                .forEach(open::add);
        close(open);
        inventory.values().stream()
                .filter(object -> object.kind().followsItsNeeds() && object.extension() == null)
                .filter(object -> object.kind() == ObjectKind.Publication
                        ? allPublishedAreSelected(object)
                        : directNeeds(object.id()).stream().anyMatch(selected::containsKey))
                .forEach(open::add);
        close(open);
    }

    /** One of all tables, or of a schema, is the user's only where every table is. */
    private boolean allPublishedAreSelected(CatalogObject publication) {
        var published = directNeeds(publication.id());
        return !published.isEmpty() && published.stream().allMatch(inventory::containsKey)
                ? published.stream().allMatch(selected::containsKey)
                : inventory.values().stream()
                        .filter(object -> object.kind() == ObjectKind.Table && object.extension() == null)
                        .allMatch(object -> selected.containsKey(object.id()));
    }

    private void close(ArrayDeque<CatalogObject> open) {
        while (!open.isEmpty()) {
            var object = open.pop();
            if (selected.putIfAbsent(object.id(), object) == null) {
                neededBy(object).forEach(open::add);
            }
        }
    }

    private static boolean isMeant(CatalogObject object, ObjectFilter filter) {
        return object.kind() != ObjectKind.IdentitySequence
                && !object.livesInNoSchema()
                && (filter.includes(object.name())
                        || object.partitionRoot() != null && filter.includes(object.partitionRoot()));
    }

    private List<CatalogObject> neededBy(CatalogObject object) {
        var found = new ArrayList<CatalogObject>();
        for (var dependency : needs.getOrDefault(object.id(), List.of())) {
            var needed = inventory.get(dependency.needed());
            if (needed == null) {
                continue;
            }
            if (needed.extension() != null) {
                extensions.add(needed.extension());
            } else if (needed.kind().carriedWhenNeeded()) {
                found.add(needed);
            }
        }
        found.addAll(owned.getOrDefault(object.id(), List.of()));
        return found;
    }

    /** In the inventory's order: by schema and name. */
    public List<CatalogObject> objects() {
        return inventory.values().stream()
                .filter(object -> selected.containsKey(object.id()))
                .toList();
    }

    public List<CatalogObject> objects(ObjectKind... kinds) {
        var wanted = Set.of(kinds);
        return objects().stream()
                .filter(object -> wanted.contains(object.kind()))
                .toList();
    }

    /** Returns what is neither selected nor a member of an extension. */
    public List<CatalogObject> others() {
        return inventory.values().stream()
                .filter(object -> !selected.containsKey(object.id()) && object.extension() == null)
                .toList();
    }

    /** OIDs of the selected objects of these kinds, which must live in one catalog. */
    public List<Long> oids(ObjectKind... kinds) {
        return objects(kinds).stream().map(object -> object.id().oid()).toList();
    }

    public boolean contains(ObjectId id) {
        return selected.containsKey(id);
    }

    /** An object of the inventory, selected or not. */
    public Optional<CatalogObject> known(ObjectId id) {
        return Optional.ofNullable(inventory.get(id));
    }

    /** Returns what an object itself needs; its indexes, constraints and the like left out. */
    public List<ObjectId> directNeeds(ObjectId id) {
        return needs.getOrDefault(id, List.of()).stream()
                .filter(dependency -> !dependency.deferred())
                .map(Dependency::needed)
                .distinct()
                .toList();
    }

    /** Everything that the server knows of who needs whom. */
    public List<Dependency> dependencies() {
        return needs.values().stream().flatMap(List::stream).toList();
    }

    /** Extensions whose members are needed by what is selected. */
    public Set<String> extensions() {
        return extensions;
    }
}
