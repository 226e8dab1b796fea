package dev.datamigration.database.postgres.replay;

import dev.datamigration.api.task.ddl.DdlType;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.replay.StructureStep;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What was changed of a sequence. To which column it belongs comes with the table. */
final class SequenceSteps {
    private final Connection connection;
    private final ObjectFilter filter;
    private final StepList steps = new StepList();

    SequenceSteps(Connection connection, ObjectFilter filter) {
        this.connection = connection;
        this.filter = filter;
    }

    List<StructureStep> steps(Described was, Described now) throws SQLException {
        var sequence = now == null ? was : now;
        var target = filter.targetOf(sequence.qualified());
        var statements = new ArrayList<String>();
        if (now == null) {
            if (exists(target)) {
                statements.add("DROP SEQUENCE " + Sql.quoted(target));
            }
        } else if (was == null) {
            if (!exists(target)) {
                statements.add("CREATE SEQUENCE " + Sql.quoted(target) + options(now));
            }
        } else {
            var former = filter.targetOf(was.qualified());
            if (!former.equals(target) && !exists(target) && exists(former)) {
                statements.addAll(ProgramSteps.moved("SEQUENCE ", former, target, ""));
            }
            if (!options(was).equals(options(now)) && exists(former)) {
                statements.add("ALTER SEQUENCE " + Sql.quoted(target) + options(now));
            }
        }
        if (now != null && (was == null ? now.text("comment") != null : !Described.same(was, now, "comment"))) {
            statements.add("COMMENT ON SEQUENCE " + Sql.quoted(target) + " IS " + RelationChange.commentText(now));
        }
        if (!statements.isEmpty()) {
            steps.add(DdlType.Sequence, sequence.qualified().toString(), statements);
        }
        return steps.steps();
    }

    private static String options(Described sequence) {
        return " AS %s INCREMENT %s MINVALUE %s MAXVALUE %s START %s CACHE %s %s"
                .formatted(
                        sequence.text("type"),
                        sequence.text("increment"),
                        sequence.text("minimum"),
                        sequence.text("maximum"),
                        sequence.text("start"),
                        sequence.text("cache"),
                        sequence.is("cycle") ? "CYCLE" : "NO CYCLE");
    }

    private boolean exists(TableName name) throws SQLException {
        return SqlStatement.of(connection, """
                        SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_class c
                          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                         WHERE n.nspname = ? AND c.relname = ? AND c.relkind = 'S')
                        """)
                .with(name.schema(), name.table())
                .isTrue();
    }

    /** Statements that give a table's sequences to their columns: those that were not its own before. */
    static Stream<String> owned(RelationChange change) {
        var before = change.was() == null
                ? List.<String>of()
                : List.copyOf(change.was().parts("sequences").keySet());
        var columns = change.now().parts("columns");
        return change.now().parts("sequences").entrySet().stream()
                .filter(entry -> !before.contains(entry.getKey()))
                .map(entry -> "ALTER SEQUENCE "
                        + Sql.quoted(change.filter().targetOf(entry.getValue().qualified())) + " OWNED BY "
                        + Sql.quoted(change.target()) + "."
                        + Sql.identifier(
                                columns.get(entry.getValue().text("column")).name()));
    }
}
