package dev.datamigration.database.postgres.schema.planner;

import dev.datamigration.database.postgres.ddl.Existence;
import dev.datamigration.database.postgres.schema.definition.ExtensionDefinition;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.schema.plan.PlanContext;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaItem.Key;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.TableName;
import java.util.List;

/** Plans the extensions that something selected needs or that the filter means, in the target's own version of them. */
final class ExtensionPlanner {
    private final PlanContext context;
    private final ObjectFilter filter;

    ExtensionPlanner(PlanContext context, ObjectFilter filter) {
        this.context = context;
        this.filter = filter;
    }

    List<SchemaItem> items() {
        return context.schema().extensions().stream()
                .filter(this::isWanted)
                .map(this::create)
                .toList();
    }

    /** Source schemas that they live in. */
    List<String> schemas() {
        return context.schema().extensions().stream()
                .filter(this::isWanted)
                .map(ExtensionDefinition::schema)
                .filter(schema -> !schema.startsWith("pg_"))
                .toList();
    }

    void listOthers() {
        context.schema().extensions().stream()
                .filter(extension -> !isWanted(extension))
                .forEach(extension -> context.refuse(
                        ObjectKind.Extension,
                        extension.name(),
                        "Nothing selected depends on it as far as the catalog knows. If a function body or an application needs it, run on the target: CREATE EXTENSION %s;"
                                .formatted(Sql.identifier(extension.name()))));
    }

    private boolean isWanted(ExtensionDefinition extension) {
        return context.selection().extensions().contains(extension.name())
                || filter.includes(new TableName(extension.schema(), extension.name()));
    }

    private SchemaItem create(ExtensionDefinition extension) {
        var where = extension.schema().startsWith("pg_")
                ? ""
                : " SCHEMA " + Sql.identifier(context.names().schema(extension.schema()));
        return SchemaItem.optional(
                new ObjectId("pg_extension", extension.oid()).text(),
                new Key(ObjectKind.Extension, extension.name()),
                List.of("CREATE EXTENSION IF NOT EXISTS " + Sql.identifier(extension.name()) + where + " CASCADE"),
                "",
                Existence.extension(extension.name()));
    }
}
