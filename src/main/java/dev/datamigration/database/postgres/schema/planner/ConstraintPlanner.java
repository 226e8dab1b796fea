package dev.datamigration.database.postgres.schema.planner;

import static java.util.stream.Collectors.toSet;

import dev.datamigration.database.postgres.ddl.ConstraintStatements;
import dev.datamigration.database.postgres.schema.definition.ConstraintDefinition;
import dev.datamigration.database.postgres.schema.definition.ConstraintDefinition.Kind;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.schema.definition.TableDefinition;
import dev.datamigration.database.postgres.schema.plan.PartitionDepth;
import dev.datamigration.database.postgres.schema.plan.PlanContext;
import dev.datamigration.database.postgres.schema.plan.TableEffort;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaItem.Key;
import dev.datamigration.database.schema.SchemaItem.OnRefusal;
import dev.datamigration.database.schema.SchemaPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Plans constraints of tables. */
final class ConstraintPlanner {
    private static final int UNCHECKED_ON_PARTITIONED_SINCE = 18;

    private final PlanContext context;
    private final ConstraintStatements statements;
    private final Set<Long> withCarriedParent;
    private final Set<Long> partitioned;
    private final TableEffort effort;

    ConstraintPlanner(PlanContext context) {
        this.context = context;
        this.statements = new ConstraintStatements(context.names());
        this.withCarriedParent = context.schema().tables().stream()
                .filter(table -> table.parents().stream().anyMatch(context.names()::has))
                .map(TableDefinition::oid)
                .collect(toSet());
        this.partitioned = context.schema().tables().stream()
                .filter(TableDefinition::isPartitioned)
                .map(TableDefinition::oid)
                .collect(toSet());
        this.effort = new TableEffort(context.schema().tables());
    }

    /** Primary keys, unique, exclusion and check constraints, by the depth of their tables. */
    SortedMap<Integer, SchemaPlan.Step> ofRows() {
        return byDepth(
                constraint -> constraint.kind() != Kind.ForeignKey && !isOwnBesideUnchecked(constraint), this::add);
    }

    /**
     * Checks that hold for a child's rows and are its own, beside one of its parent that is not known to hold: they come first, as the
     * server merges neither with one that came unchecked from the parent.
     */
    List<SchemaItem> ownChecksOfChildren() {
        return context.schema().constraints().stream()
                .filter(this::isOwnBesideUnchecked)
                .map(this::add)
                .toList();
    }

    private boolean isOwnBesideUnchecked(ConstraintDefinition constraint) {
        return constraint.checkedByItself() && !isInherited(constraint);
    }

    List<SchemaPlan.Step> foreignKeys() {
        return steps(this::isCarriedForeignKey);
    }

    /**
     * Foreign keys that take tables as of different moments, as far as the target knows such. One after the other: none
     * reads rows, and many lock the same table that they refer to.
     */
    List<SchemaPlan.Step> uncheckedForeignKeys() {
        return steps(
                        constraint -> isCarriedForeignKey(constraint) && canBeUnchecked(constraint),
                        constraint -> add(constraint, statements.addUnchecked(constraint)))
                .stream()
                .map(step -> new SchemaPlan.Step(SchemaPlan.Order.UntilNoMoreSucceed, step.items()))
                .toList();
    }

    /** Returns what {@link #uncheckedForeignKeys} left open. */
    List<SchemaPlan.Step> foreignKeyChecks() {
        return steps(
                constraint -> isCarriedForeignKey(constraint) && !constraint.isUnchecked(),
                constraint -> canBeUnchecked(constraint) ? check(constraint) : add(constraint));
    }

    /** Checks that children got from a parent for whose rows they are not known to hold: they came unchecked with it. */
    List<SchemaItem> checksOfChildren() {
        return context.schema().constraints().stream()
                .filter(constraint -> constraint.checkedByItself() && withCarriedParent.contains(constraint.table()))
                .map(constraint -> check(constraint, ObjectKind.ConstraintCheck, OnRefusal.FailUnlessUnsupported))
                .toList();
    }

    private boolean isCarriedForeignKey(ConstraintDefinition constraint) {
        return constraint.kind() == Kind.ForeignKey && isReferencedCarried(constraint);
    }

    private boolean canBeUnchecked(ConstraintDefinition constraint) {
        return constraint.isUnchecked()
                || context.target().majorVersion() >= UNCHECKED_ON_PARTITIONED_SINCE
                || !partitioned.contains(constraint.table());
    }

    private List<SchemaPlan.Step> steps(Predicate<ConstraintDefinition> which) {
        return steps(which, this::add);
    }

    private List<SchemaPlan.Step> steps(
            Predicate<ConstraintDefinition> which, Function<ConstraintDefinition, SchemaItem> item) {
        return List.copyOf(byDepth(which, item).values());
    }

    private SortedMap<Integer, SchemaPlan.Step> byDepth(
            Predicate<ConstraintDefinition> which, Function<ConstraintDefinition, SchemaItem> item) {
        var wanted = context.schema().constraints().stream()
                .filter(constraint -> !isInherited(constraint))
                .filter(which)
                .toList();
        return new PartitionDepth(context.schema().tables()).byDepth(wanted, ConstraintDefinition::table, item);
    }

    /** One that the table has from its parent comes with the parent's, if the parent is carried. */
    private boolean isInherited(ConstraintDefinition constraint) {
        return constraint.inheritedOnly() && withCarriedParent.contains(constraint.table());
    }

    private boolean isReferencedCarried(ConstraintDefinition constraint) {
        return context.names().has(constraint.referenced());
    }

    private SchemaItem add(ConstraintDefinition constraint) {
        return effort.reading(constraint.table(), add(constraint, statements.add(constraint)));
    }

    private SchemaItem check(ConstraintDefinition constraint) {
        return check(constraint, ObjectKind.ForeignKeyCheck, OnRefusal.Fail);
    }

    private SchemaItem check(ConstraintDefinition constraint, ObjectKind kind, OnRefusal onRefusal) {
        var table = context.sourceName(constraint.table());
        var item = new SchemaItem(
                new ObjectId("pg_constraint", constraint.oid()).text(),
                new Key(kind, constraint.name(), table.toString()),
                List.of(statements.check(constraint)),
                List.of(),
                context.paths().target(table.schema()),
                statements.isChecked(constraint),
                onRefusal);
        return effort.reading(constraint.table(), item);
    }

    private SchemaItem add(ConstraintDefinition constraint, String statement) {
        var table = context.sourceName(constraint.table());
        return new SchemaItem(
                new ObjectId("pg_constraint", constraint.oid()).text(),
                key(constraint),
                List.of(statement),
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
                            "INDEX " + Sql.quoted(context.names().relation(constraint.index()))));
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
