package dev.datamigration.database.postgres.schema.plan;

import dev.datamigration.database.postgres.ddl.CommentStatements;
import dev.datamigration.database.postgres.ddl.TargetObjectNames;
import dev.datamigration.database.postgres.schema.SearchPaths;
import dev.datamigration.database.postgres.schema.Selection;
import dev.datamigration.database.postgres.schema.SourceSchema;
import dev.datamigration.database.postgres.schema.definition.AccessRights;
import dev.datamigration.database.postgres.schema.definition.CatalogObject;
import dev.datamigration.database.postgres.schema.definition.FunctionDefinition;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.schema.NotCarried;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.table.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds what every planner of one kind of object works with.
 *
 * @param roles who of the target stands for whom
 * @param notCarried takes what they find impossible
 * @param taken names of types and functions on the target
 */
public record PlanContext(
        Selection selection,
        SourceSchema schema,
        TargetObjectNames names,
        SearchPaths paths,
        RoleMap roles,
        List<NotCarried> notCarried,
        Set<String> taken) {
    public PlanContext(
            Selection selection, SourceSchema schema, TargetObjectNames names, SearchPaths paths, RoleMap roles) {
        this(selection, schema, names, paths, roles, new ArrayList<>(), new HashSet<>());
    }

    public TargetFacts target() {
        return roles.target();
    }

    /** Owner and privileges of a function on the source. */
    public AccessRights rights(FunctionDefinition function) {
        return rights(new ObjectId("pg_proc", function.oid()));
    }

    /** Owner and privileges on the source; null for what has none. */
    public AccessRights rights(ObjectId id) {
        return schema.rights().get(id);
    }

    public CommentStatements comments() {
        return new CommentStatements(schema.comments());
    }

    public void refuse(ObjectKind kind, String name, String reason) {
        refuse(new SchemaItem.Key(kind, name), reason);
    }

    public void refuse(SchemaItem.Key key, String reason) {
        notCarried.add(new NotCarried(key, reason));
    }

    /** Refuses an object that others may need; {@code id} is null for one that nothing needs. */
    public void refuse(ObjectId id, SchemaItem.Key key, String reason, String existsQuery) {
        var schema = Optional.ofNullable(id)
                .flatMap(selection::known)
                .map(object -> paths.target(object.name().schema()))
                .orElse("");
        notCarried.add(new NotCarried(ObjectId.textOf(id), key, reason, existsQuery, schema));
    }

    /**
     * Takes a name on the target for a type or function, or refuses the object if renaming gave it to another already.
     *
     * @param target what the kind of object is told by there
     */
    public boolean takesName(SchemaItem.Key key, String target) {
        var free = taken.add(target);
        if (!free) {
            refuse(
                    key,
                    "Renaming gives it the name of another selected object, which is carried as %s. Where they differ, create it on the target by hand under another name."
                            .formatted(target));
        }
        return free;
    }

    /** The first of these relations that a renaming of its own has moved, so that printed names of it are wrong. */
    Optional<CatalogObject> moved(Collection<Long> relations) {
        return relations.stream()
                .flatMap(oid -> selection.known(ObjectId.relation(oid)).stream())
                .filter(relation -> selection.contains(relation.id()) && names.isMoved(relation))
                .findFirst();
    }

    /** Refuses what names a moved relation, or a renamed schema that the search path could not hide. */
    public boolean refuseRenamed(
            ObjectId id, SchemaItem.Key key, Collection<Long> relations, String printed, String existsQuery) {
        var mention = moved(relations)
                .map(CatalogObject::display)
                .or(() -> new RenamedMentions(paths.renamedSchemas(), List.of())
                        .inPrinted(printed)
                        .map(schema -> "schema " + schema));
        mention.ifPresent(name -> refuse(
                id,
                key,
                "It names %s, which is called otherwise on the target. Create it there by hand with the new name."
                        .formatted(name),
                existsQuery));
        return mention.isPresent();
    }

    /** Name on the source of a relation. */
    public TableName sourceName(long relation) {
        return selection
                .known(ObjectId.relation(relation))
                .orElseThrow(() -> new IllegalStateException("relation " + relation + " is not in the inventory"))
                .name();
    }
}
