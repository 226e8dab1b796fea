package dev.datamigration.transfer.schema;

import static java.util.stream.Collectors.toSet;

import dev.datamigration.database.postgres.ddl.ConstraintStatements;
import dev.datamigration.database.postgres.schema.ConstraintDefinition;
import dev.datamigration.database.postgres.schema.ConstraintDefinition.Kind;
import dev.datamigration.database.postgres.schema.ObjectId;
import dev.datamigration.database.postgres.schema.ObjectKind;
import dev.datamigration.database.postgres.schema.TableDefinition;
import dev.datamigration.transfer.schema.SchemaItem.Key;
import dev.datamigration.transfer.schema.SchemaItem.OnRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Plans constraints of tables. */
final class ConstraintPlanner {
    private final PlanContext context;
    private final ConstraintStatements statements;
    private final Set<Long> withCarriedParent;

    ConstraintPlanner(PlanContext context) {
        this.context = context;
        this.statements = new ConstraintStatements(context.names());
        this.withCarriedParent = context.schema().tables().stream()
                .filter(table -> table.parents().stream().anyMatch(context.names()::has))
                .map(TableDefinition::oid)
                .collect(toSet());
    }

    /** Primary keys, unique, exclusion and check constraints. */
    List<SchemaPlan.Step> ofRows() {
        return steps(constraint -> constraint.kind() != Kind.ForeignKey);
    }

    List<SchemaPlan.Step> foreignKeys() {
        return steps(constraint -> constraint.kind() == Kind.ForeignKey && isReferencedCarried(constraint));
    }

    private List<SchemaPlan.Step> steps(Predicate<ConstraintDefinition> which) {
        var wanted = context.schema().constraints().stream()
                .filter(constraint -> !isInherited(constraint))
                .filter(which)
                .toList();
        return new PartitionDepth(context.schema().tables()).steps(wanted, ConstraintDefinition::table, this::add);
    }

    /** One that the table has from its parent comes with the parent's, if the parent is carried. */
    private boolean isInherited(ConstraintDefinition constraint) {
        return constraint.inheritedOnly() && withCarriedParent.contains(constraint.table());
    }

    private boolean isReferencedCarried(ConstraintDefinition constraint) {
        return context.names().has(constraint.referenced());
    }

    private SchemaItem add(ConstraintDefinition constraint) {
        var table = context.sourceName(constraint.table());
        return new SchemaItem(
                new ObjectId("pg_constraint", constraint.oid()),
                key(constraint),
                List.of(statements.add(constraint)),
                comments(constraint),
                context.paths().target(table.schema()),
                statements.exists(constraint),
                OnRefusal.FailUnlessUnsupported);
    }

    private List<String> comments(ConstraintDefinition constraint) {
        var comments = new ArrayList<>(
                context.comments().on(new ObjectId("pg_constraint", constraint.oid()), statements.named(constraint)));
        if (constraint.index() != null && constraint.kind() != Kind.ForeignKey) {
            comments.addAll(context.comments()
                    .on(
                            ObjectId.relation(constraint.index()),
                            "INDEX "
                                    + context.names()
                                            .relation(constraint.index())
                                            .quoted()));
        }
        return comments;
    }

    void listForeignKeysWithoutTable() {
        context.schema().constraints().stream()
                .filter(constraint -> constraint.kind() == Kind.ForeignKey && !isInherited(constraint))
                .filter(constraint -> !isReferencedCarried(constraint))
                .forEach(constraint -> context.refuse(
                        key(constraint),
                        "It refers to %s, which is not selected. Add that table to spec.objects.include in a new task, or create the foreign key on the target by hand."
                                .formatted(context.sourceName(constraint.referenced()))));
    }

    private Key key(ConstraintDefinition constraint) {
        return new Key(
                constraint.kind() == Kind.ForeignKey ? ObjectKind.ForeignKey : ObjectKind.Constraint,
                constraint.name(),
                context.sourceName(constraint.table()).toString());
    }
}
