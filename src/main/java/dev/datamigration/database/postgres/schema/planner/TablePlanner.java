package dev.datamigration.database.postgres.schema.planner;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.datamigration.database.postgres.ddl.Existence;
import dev.datamigration.database.postgres.ddl.Inheritance;
import dev.datamigration.database.postgres.ddl.NotNullNames;
import dev.datamigration.database.postgres.ddl.SequenceStatements;
import dev.datamigration.database.postgres.ddl.TableStatements;
import dev.datamigration.database.postgres.schema.definition.ConstraintDefinition;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.schema.definition.SequenceDefinition;
import dev.datamigration.database.postgres.schema.definition.TableDefinition;
import dev.datamigration.database.postgres.schema.plan.PlanContext;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaItem.Key;
import dev.datamigration.database.schema.SchemaItem.OnRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans tables; what is not selected above a table is left out and listed. */
final class TablePlanner {
    private static final int UNLOGGED_SEQUENCES_SINCE = 15;
    private static final int CHILDREN_AGREE_SINCE = 16;

    private static final String GENERATED =
            "It generates a column that its parent does not, which no server allows from version 16 on. Let it inherit no more, or drop the expression of that column, on the source.";

    private final PlanContext context;
    private final TableStatements statements;
    private final Map<Long, SequenceDefinition> sequences;
    private final Map<Long, Set<String>> constraints;

    TablePlanner(PlanContext context) {
        this.context = context;
        this.sequences = context.schema().sequences().stream().collect(toMap(SequenceDefinition::oid, identity()));
        var tables = context.schema().tables().stream().collect(toMap(TableDefinition::oid, identity()));
        this.constraints = context.schema().constraints().stream()
                .collect(groupingBy(ConstraintDefinition::table, mapping(ConstraintDefinition::name, toSet())));
        this.statements = new TableStatements(
                context.names(), tables, sequences, context.target().majorVersion());
    }

    List<SchemaItem> items() {
        return context.schema().tables().stream()
                .filter(this::isCarried)
                .map(this::item)
                .toList();
    }

    private boolean isCarried(TableDefinition table) {
        var refused = context.target().majorVersion() >= CHILDREN_AGREE_SINCE
                && !table.isPartition()
                && Inheritance.generatesWhatParentsDoNot(table, statements.parents(table));
        if (refused) {
            context.refuse(
                    ObjectId.relation(table.oid()),
                    key(table),
                    GENERATED,
                    Existence.relation(context.names().relation(table.oid()), "rp"));
        }
        return !refused;
    }

    private static Key key(TableDefinition table) {
        return new Key(ObjectKind.Table, table.name().toString());
    }

    private SchemaItem item(TableDefinition table) {
        listWhatIsLeftOut(table);
        var target = context.names().relation(table.oid());
        return new SchemaItem(
                        ObjectId.relation(table.oid()).text(),
                        key(table),
                        statements.create(NotNullNames.chosen(table, constraints.getOrDefault(table.oid(), Set.of()))),
                        statements.settings(table),
                        context.paths().target(table.name().schema()),
                        Existence.relation(target, "rp"),
                        OnRefusal.Fail)
                .withSettings(persistence(table))
                .withSettings(comments(table));
    }

    /** The sequence of an identity column is made as lasting as its table, and may be meant to be otherwise. */
    private List<String> persistence(TableDefinition table) {
        return context.target().majorVersion() < UNLOGGED_SEQUENCES_SINCE
                ? List.of()
                : table.columns().stream()
                        .filter(column -> column.identitySequence() != null)
                        .map(column -> sequences.get(column.identitySequence()))
                        .filter(sequence -> sequence != null && sequence.unlogged() != table.unlogged())
                        .map(sequence -> SequenceStatements.persistence(
                                context.names().relation(sequence.oid()), sequence.unlogged()))
                        .toList();
    }

    private List<String> comments(TableDefinition table) {
        var target = context.names().relation(table.oid());
        var statements =
                new ArrayList<>(context.comments().on(ObjectId.relation(table.oid()), "TABLE " + Sql.quoted(target)));
        statements.addAll(context.comments().onColumns(ObjectId.relation(table.oid()), target));
        for (var column : table.columns()) {
            if (column.notNull() != null
                    && column.notNull().oid() != null
                    && context.target().majorVersion() >= NotNullNames.SINCE) {
                statements.addAll(context.comments()
                        .on(
                                new ObjectId("pg_constraint", column.notNull().oid()),
                                "CONSTRAINT %s ON %s"
                                        .formatted(
                                                Sql.identifier(column.notNull().name()), Sql.quoted(target))));
            }
            if (column.identitySequence() != null) {
                statements.addAll(context.comments()
                        .on(
                                ObjectId.relation(column.identitySequence()),
                                "SEQUENCE " + Sql.quoted(context.names().relation(column.identitySequence()))));
            }
        }
        return statements;
    }

    private void listWhatIsLeftOut(TableDefinition table) {
        var name = table.name().toString();
        for (var parent : table.parents()) {
            if (!context.names().has(parent)) {
                context.refuse(
                        table.isPartition() ? ObjectKind.Partition : ObjectKind.Inheritance,
                        name,
                        "Its parent %s is not selected, so it becomes a table of its own. Add the parent to spec.objects.include in a new task to keep it."
                                .formatted(context.selection()
                                        .known(ObjectId.relation(parent))
                                        .map(object -> object.display())
                                        .orElse("of an extension")));
            }
        }
        if (table.tablespace() != null) {
            context.refuse(
                    ObjectKind.Tablespace,
                    name + " TABLESPACE " + table.tablespace(),
                    "The table is created in the target's default tablespace. If you want another, run there: ALTER TABLE %s SET TABLESPACE …;"
                            .formatted(Sql.quoted(context.names().relation(table.oid()))));
        }
        if (table.accessMethod() != null) {
            context.refuse(
                    ObjectKind.AccessMethod,
                    name + " USING " + table.accessMethod(),
                    "The table is created with the target's default access method. Create it there by hand before the task starts to have another.");
        }
    }
}
