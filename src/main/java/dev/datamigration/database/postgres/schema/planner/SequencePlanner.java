package dev.datamigration.database.postgres.schema.planner;

import dev.datamigration.database.postgres.ddl.Existence;
import dev.datamigration.database.postgres.ddl.SequenceStatements;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.schema.definition.SequenceDefinition;
import dev.datamigration.database.postgres.schema.plan.PlanContext;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaItem.Key;
import dev.datamigration.database.schema.SchemaItem.OnRefusal;
import java.util.List;
import java.util.stream.Stream;

/** Plans sequences, who owns them, and their first values; those of identity columns come with their column. */
final class SequencePlanner {
    private final PlanContext context;

    SequencePlanner(PlanContext context) {
        this.context = context;
    }

    List<SchemaItem> items() {
        return independent().map(this::create).toList();
    }

    private Stream<SequenceDefinition> independent() {
        return context.schema().sequences().stream().filter(sequence -> !sequence.identity());
    }

    private SchemaItem create(SequenceDefinition sequence) {
        var target = context.names().relation(sequence.oid());
        return new SchemaItem(
                ObjectId.relation(sequence.oid()).text(),
                key(ObjectKind.Sequence, sequence),
                List.of(SequenceStatements.create(
                        sequence, target, context.target().majorVersion())),
                context.comments().on(ObjectId.relation(sequence.oid()), "SEQUENCE " + Sql.quoted(target)),
                "",
                Existence.relation(target, "S"),
                OnRefusal.List);
    }

    /** To be run once the tables are there. */
    List<SchemaItem> ownerships() {
        independent()
                .filter(sequence ->
                        sequence.ownerTable() != null && !context.names().has(sequence.ownerTable()))
                .forEach(sequence -> context.refuse(
                        ObjectKind.SequenceOwnership,
                        sequence.name().toString(),
                        "The table that owns it is not selected, so the sequence stands alone."));
        return independent()
                .filter(sequence ->
                        sequence.ownerTable() != null && context.names().has(sequence.ownerTable()))
                .map(this::own)
                .toList();
    }

    private SchemaItem own(SequenceDefinition sequence) {
        return item(
                sequence,
                ObjectKind.SequenceOwnership,
                SequenceStatements.own(
                        context.names().relation(sequence.oid()),
                        context.names().relation(sequence.ownerTable()),
                        sequence.ownerColumn()));
    }

    /** The values of now; the switchover sets the final ones. */
    List<SchemaItem> values() {
        context.schema().sequences().stream()
                .filter(sequence -> !sequence.readable())
                .forEach(sequence -> context.refuse(
                        ObjectKind.SequenceValue,
                        sequence.name().toString(),
                        "The source account may not read it. Grant it SELECT on the sequence, then resume."));
        return context.schema().sequences().stream()
                .filter(sequence -> sequence.position() != null && !sequence.isAtStart())
                .map(sequence -> item(
                        sequence,
                        ObjectKind.SequenceValue,
                        SequenceStatements.setValue(context.names().relation(sequence.oid()), sequence.position())))
                .toList();
    }

    private static SchemaItem item(SequenceDefinition sequence, ObjectKind kind, String statement) {
        return new SchemaItem(
                null, key(kind, sequence), List.of(statement), List.of(), "", SchemaItem.NEVER_THERE, OnRefusal.List);
    }

    private static Key key(ObjectKind kind, SequenceDefinition sequence) {
        return new Key(kind, sequence.name().toString());
    }
}
