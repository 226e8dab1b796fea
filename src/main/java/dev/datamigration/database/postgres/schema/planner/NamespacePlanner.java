package dev.datamigration.database.postgres.schema.planner;

import static java.util.stream.Collectors.toCollection;

import dev.datamigration.database.postgres.ddl.Existence;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.schema.definition.SchemaName;
import dev.datamigration.database.postgres.schema.plan.PlanContext;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaItem.Key;
import dev.datamigration.database.schema.SchemaItem.OnRefusal;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.TableName;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Plans the target's schemas: those of everything carried, and empty ones that a pattern like {@code sales.*} means. */
final class NamespacePlanner {
    private final PlanContext context;
    private final ObjectFilter filter;

    NamespacePlanner(PlanContext context, ObjectFilter filter) {
        this.context = context;
        this.filter = filter;
    }

    /** @param more schemas of the source that are needed for other reasons */
    List<SchemaItem> items(Collection<String> more) {
        var sources = context.selection().objects().stream()
                .filter(object -> !object.livesInNoSchema())
                .map(object -> object.name().schema())
                .collect(toCollection(TreeSet::new));
        sources.addAll(more);
        var comments = new TreeMap<String, List<String>>();
        for (var schema : context.schema().schemas()) {
            if (sources.contains(schema.name()) || filter.includes(new TableName(schema.name(), ""))) {
                comments.putIfAbsent(context.names().schema(schema.name()), comments(schema));
            }
        }
        sources.forEach(schema -> comments.putIfAbsent(context.names().schema(schema), List.of()));
        context
                .selection()
                .objects(ObjectKind.Table, ObjectKind.View, ObjectKind.MaterializedView, ObjectKind.ForeignTable)
                .stream()
                .map(object -> context.names().relation(object.id().oid()).schema())
                .forEach(schema -> comments.putIfAbsent(schema, List.of()));
        return comments.entrySet().stream()
                .map(entry -> schema(entry.getKey(), entry.getValue()))
                .toList();
    }

    private List<String> comments(SchemaName schema) {
        return context.comments()
                .on(
                        new ObjectId("pg_namespace", schema.oid()),
                        "SCHEMA " + Sql.identifier(context.names().schema(schema.name())));
    }

    private static SchemaItem schema(String name, List<String> comments) {
        return new SchemaItem(
                null,
                new Key(ObjectKind.Schema, name),
                List.of("CREATE SCHEMA " + Sql.identifier(name)),
                comments,
                "",
                Existence.schema(name),
                OnRefusal.Fail);
    }
}
