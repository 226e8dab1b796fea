package dev.datamigration.database.postgres.replay;

import dev.datamigration.api.task.ddl.DdlType;
import dev.datamigration.api.task.ddl.DroppedPartitions;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.replay.StructureStep;
import dev.datamigration.database.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What was changed of a table. */
final class TableSteps {
    private final RelationChange change;
    private final DroppedPartitions droppedPartitions;
    private final StepList steps = new StepList();
    private final ColumnSteps columns;
    private final PartSteps parts;

    TableSteps(RelationChange change, DroppedPartitions droppedPartitions) {
        this.change = change;
        this.droppedPartitions = droppedPartitions;
        this.columns = new ColumnSteps(change, steps);
        this.parts = new PartSteps(change, steps);
    }

    List<StructureStep> steps() {
        if (change.was() == null) {
            made();
        } else if (change.now() == null) {
            dropped();
        } else {
            changed();
        }
        return steps.steps();
    }

    private String name() {
        return change.source().toString();
    }

    private void made() {
        if (isTold(change.now())) {
            make(change.now());
        }
    }

    /** What the log tells nothing of is no table of the task, as one without a key: the comparison of schemas names it. */
    private static boolean isTold(Described now) {
        return now.isPartition() || now.is("published");
    }

    private void make(Described now) {
        var kind = now.isPartition() ? DdlType.Partition : DdlType.CreateTable;
        if (change.shape() != null) {
            steps.moved(kind, name(), List.of(), null, change.place(now));
            return;
        }
        var statements = now.isPartition() ? partition(now) : table(now);
        if (change.condition() != null) {
            steps.blocked(kind, name(), change.condition(), statements.toArray(String[]::new));
        } else if (change.isEmpty()) {
            steps.moved(kind, name(), statements, null, change.place(now));
        } else {
            steps.blocked(kind, name(), "it had rows before the log told of them", statements.toArray(String[]::new));
        }
    }

    private List<String> partition(Described now) {
        var statements = new ArrayList<String>();
        statements.add("CREATE TABLE " + Sql.quoted(change.target()) + " PARTITION OF "
                + Sql.quoted(change.filter().targetOf(now.parent())) + " " + now.text("bound") + partitionBy(now));
        withParts(now, statements);
        return statements;
    }

    private List<String> table(Described now) {
        var statements = new ArrayList<String>();
        var clauses =
                now.parts("columns").values().stream().map(ColumnClauses::whole).toList();
        statements.add("CREATE " + (now.is("unlogged") ? "UNLOGGED " : "") + "TABLE " + Sql.quoted(change.target())
                + " (" + String.join(", ", clauses) + ")" + inherits(now) + partitionBy(now));
        withParts(now, statements);
        return statements;
    }

    private String inherits(Described now) {
        var parent = now.parent();
        return parent == null ? "" : " INHERITS (" + Sql.quoted(change.filter().targetOf(parent)) + ")";
    }

    private static String partitionBy(Described now) {
        return now.text("partitionKey") == null ? "" : " PARTITION BY " + now.text("partitionKey");
    }

    private void withParts(Described now, List<String> statements) {
        SequenceSteps.owned(change).forEach(statements::add);
        now.parts("constraints").values().stream()
                .filter(part -> !part.is("inherited"))
                .forEach(part -> statements.add(change.alter() + "ADD " + parts.constraintClause(part)));
        now.parts("indexes").values().stream()
                .filter(part -> !part.is("inherited"))
                .forEach(part -> statements.add(parts.createIndex(part)));
        if ("f".equals(now.text("replicaIdentity"))) {
            statements.add(change.alter() + "REPLICA IDENTITY FULL");
        }
        if (now.text("comment") != null) {
            statements.add(comment(now));
        }
        now.parts("columns").values().stream()
                .filter(column -> column.text("comment") != null)
                .forEach(column -> statements.add(columns.comment(column)));
    }

    private String comment(Described now) {
        return "COMMENT ON TABLE " + Sql.quoted(change.target()) + " IS " + RelationChange.commentText(now);
    }

    private void dropped() {
        var was = change.was();
        var wasPartition = was.isPartition() || was.is("detached");
        var statements = new ArrayList<String>();
        if (change.shape() != null && (!wasPartition || droppedPartitions == DroppedPartitions.Drop)) {
            statements.add("DROP TABLE " + Sql.quoted(change.target()));
        } else if (change.shape() != null && change.shape().parent() != null) {
            statements.add(detach(change.shape().parent()));
        }
        steps.moved(wasPartition ? DdlType.Partition : DdlType.DropTable, name(), statements, change.place(was), null);
    }

    private String detach(TableName parent) {
        return "ALTER TABLE " + Sql.quoted(parent) + " DETACH PARTITION " + Sql.quoted(change.target());
    }

    private void changed() {
        var was = change.was();
        var now = change.now();
        if (change.shape() == null) {
            if (isTold(now) && !isTold(was) && (now.isPartition() || now.is("fresh"))) {
                make(now);
            }
            return;
        }
        renamed();
        parts.renamed();
        var ownColumns = !now.isPartition();
        if (ownColumns) {
            columns.renamed();
        }
        detached();
        parts.dropped();
        if (ownColumns) {
            columns.dropped();
            columns.retyped();
            columns.added();
        }
        owned();
        columns.defaults();
        columns.nullability();
        parts.added();
        attached();
        comments();
    }

    private void owned() {
        var statements = SequenceSteps.owned(change).toList();
        if (!statements.isEmpty()) {
            steps.add(DdlType.Sequence, name(), statements);
        }
    }

    private void renamed() {
        var from = change.formerTarget();
        var to = change.target();
        if (from.equals(to)) {
            return;
        }
        var statements = ProgramSteps.moved("TABLE ", from, to, "");
        var isThere = change.shapeIsFormer();
        var why = change.isSelected(change.now())
                ? change.condition()
                : "spec.objects does not mean a table of that name";
        if (why != null) {
            steps.blocked(DdlType.RenameTable, name(), why, statements.toArray(String[]::new));
        } else {
            steps.moved(
                    DdlType.RenameTable,
                    name(),
                    isThere ? statements : List.of(),
                    change.place(change.was()),
                    change.place(change.now()));
        }
    }

    private void detached() {
        var was = change.was();
        var now = change.now();
        if (was.isPartition()
                && change.shape().parent() != null
                && !(now.isPartition()
                        && Objects.equals(
                                change.filter().targetOf(now.parent()),
                                change.shape().parent()))) {
            steps.add(DdlType.Partition, name(), detach(change.shape().parent()));
        }
    }

    private void attached() {
        var was = change.was();
        var now = change.now();
        if (now.isPartition()
                && !Described.same(was, now, "bound")
                && change.shape().parent() == null) {
            steps.add(
                    DdlType.Partition,
                    name(),
                    "ALTER TABLE " + Sql.quoted(change.filter().targetOf(now.parent())) + " ATTACH PARTITION "
                            + Sql.quoted(change.target()) + " " + now.text("bound"));
        }
    }

    private void comments() {
        var now = change.now();
        if (!Described.same(change.was(), now, "comment")
                && !Objects.equals(change.shape().comment(), now.text("comment"))) {
            steps.add(DdlType.Comment, name(), comment(now));
        }
        columns.comments();
        parts.comments();
    }
}
