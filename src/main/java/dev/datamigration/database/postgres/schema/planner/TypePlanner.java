package dev.datamigration.database.postgres.schema.planner;

import dev.datamigration.database.postgres.ddl.Existence;
import dev.datamigration.database.postgres.ddl.TypeStatements;
import dev.datamigration.database.postgres.schema.definition.CollationDefinition;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.schema.definition.TypeDefinition;
import dev.datamigration.database.postgres.schema.definition.TypeDefinition.CompositeType;
import dev.datamigration.database.postgres.schema.definition.TypeDefinition.DomainType;
import dev.datamigration.database.postgres.schema.plan.PlanContext;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaItem.Key;
import dev.datamigration.database.schema.SchemaItem.OnRefusal;
import java.util.ArrayList;
import java.util.List;

/** Plans types and collations. */
final class TypePlanner {
    private final PlanContext context;
    private final TypeStatements statements;

    TypePlanner(PlanContext context) {
        this.context = context;
        this.statements = new TypeStatements(context.names(), context.target().majorVersion());
    }

    List<SchemaItem> items() {
        var items = new ArrayList<SchemaItem>();
        context.schema().collations().stream().map(this::collation).forEach(items::add);
        context.schema().types().stream()
                .filter(type -> context.takesName(key(type), "type " + statements.target(type)))
                .map(this::type)
                .forEach(items::add);
        return items;
    }

    private SchemaItem collation(CollationDefinition collation) {
        var id = new ObjectId("pg_collation", collation.oid());
        return SchemaItem.optional(
                        id.text(),
                        new Key(ObjectKind.Collation, collation.name().toString()),
                        List.of(statements.create(collation)),
                        context.paths().target(collation.name().schema()),
                        Existence.collation(statements.target(collation)))
                .withSettings(context.comments().on(id, "COLLATION " + Sql.quoted(statements.target(collation))));
    }

    private SchemaItem type(TypeDefinition type) {
        return new SchemaItem(
                new ObjectId("pg_type", type.oid()).text(),
                key(type),
                statements.create(type),
                comments(type),
                context.paths().target(type.name().schema()),
                Existence.type(statements.target(type)),
                OnRefusal.List);
    }

    private static Key key(TypeDefinition type) {
        return new Key(ObjectKind.Type, type.name().toString());
    }

    private List<String> comments(TypeDefinition type) {
        var target = statements.target(type);
        var all = new ArrayList<>(context.comments()
                .on(
                        new ObjectId("pg_type", type.oid()),
                        (type instanceof DomainType ? "DOMAIN " : "TYPE ") + Sql.quoted(target)));
        if (type instanceof CompositeType composite) {
            all.addAll(context.comments().onColumns(ObjectId.relation(composite.relation()), target));
        }
        if (type instanceof DomainType domain) {
            domain.constraints()
                    .forEach(constraint -> all.addAll(context.comments()
                            .on(
                                    new ObjectId("pg_constraint", constraint.oid()),
                                    "CONSTRAINT %s ON DOMAIN %s"
                                            .formatted(Sql.identifier(constraint.name()), Sql.quoted(target)))));
        }
        return all;
    }
}
