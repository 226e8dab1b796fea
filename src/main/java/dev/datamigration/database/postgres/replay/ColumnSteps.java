package dev.datamigration.database.postgres.replay;

import dev.datamigration.api.task.ddl.DdlType;
import dev.datamigration.database.postgres.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What was changed of a table's columns. They are told apart by their numbers, so that one that was renamed is the same one. */
final class ColumnSteps {
    private final RelationChange change;
    private final StepList steps;
    private final String alter;

    ColumnSteps(RelationChange change, StepList steps) {
        this.change = change;
        this.steps = steps;
        this.alter = change.alter();
    }

    private String object(Described column) {
        return change.source() + "." + column.name();
    }

    private TargetShape.Column there(Described was, Described now) {
        var columns = change.shape().columns();
        return columns.getOrDefault(now.name(), columns.get(was.name()));
    }

    /** Names first: everything else is of the column as it is called afterwards. */
    void renamed() {
        change.kept("columns", (was, now) -> {
            var columns = change.shape().columns();
            if (!Described.same(was, now, "name")
                    && columns.containsKey(was.name())
                    && !columns.containsKey(now.name())) {
                steps.unless(
                        change.conditionOn(was),
                        DdlType.RenameColumn,
                        object(now),
                        alter + "RENAME COLUMN " + Sql.identifier(was.name()) + " TO " + Sql.identifier(now.name()));
            }
        });
    }

    void dropped() {
        change.gone("columns", was -> {
            if (change.shape().columns().containsKey(was.name())) {
                steps.unless(
                        change.conditionOn(was),
                        DdlType.DropColumn,
                        object(was),
                        alter + "DROP COLUMN " + Sql.identifier(was.name()));
            }
        });
    }

    void added() {
        var leaving = new ArrayList<String>();
        change.gone("columns", was -> leaving.add(was.name()));
        change.come("columns", now -> {
            if (!change.shape().columns().containsKey(now.name()) || leaving.contains(now.name())) {
                add(now);
            }
        });
    }

    private void add(Described now) {
        var statements = new ArrayList<>(List.of(alter + "ADD COLUMN " + ColumnClauses.withValueOfRows(now)));
        if (now.text("missing") != null) {
            statements.add(alter + "ALTER COLUMN " + Sql.identifier(now.name())
                    + (now.text("default") == null ? " DROP DEFAULT" : " SET DEFAULT " + now.text("default")));
        }
        if (now.text("comment") != null) {
            statements.add(comment(now));
        }
        var computed = ColumnClauses.isComputedForEachRow(now) && !change.isEmpty();
        steps.unless(
                computed ? "the source worked out a value of its own for each row that it had" : null,
                DdlType.AddColumn,
                object(now),
                statements.toArray(String[]::new));
    }

    void retyped() {
        change.kept("columns", (was, now) -> {
            var there = there(was, now);
            var same = Described.same(was, now, "type") && Described.same(was, now, "collation");
            if (same
                    || there == null
                    || there.type().equals(now.text("type")) && Described.same(was, now, "collation")) {
                return;
            }
            var collation = now.text("collation");
            var statement = alter + "ALTER COLUMN " + Sql.identifier(now.name()) + " TYPE " + now.text("type")
                    + (collation == null ? "" : " COLLATE " + collation);
            if (change.hasUsing()) {
                steps.blocked(
                        DdlType.RetypeColumn,
                        object(now),
                        "the source may have worked out the values anew (USING …)",
                        statement);
            } else if (!Described.same(was, now, "type") && !Widening.is(was.text("type"), now.text("type"))) {
                steps.blocked(
                        DdlType.RetypeColumn,
                        object(now),
                        "%s does not hold every value of %s as it is".formatted(now.text("type"), was.text("type")),
                        statement);
            } else {
                steps.unless(change.conditionOn(was), DdlType.RetypeColumn, object(now), statement);
            }
        });
    }

    void defaults() {
        change.kept("columns", (was, now) -> {
            var there = there(was, now);
            if (there == null) {
                return;
            }
            var column = alter + "ALTER COLUMN " + Sql.identifier(now.name()) + " ";
            if (was.text("generated") != null && now.text("generated") == null && there.generated()) {
                steps.add(DdlType.Default, object(now), column + "DROP EXPRESSION");
            }
            if (!Described.same(was, now, "default")
                    && now.text("generated") == null
                    && !Objects.equals(there.defaultValue(), now.text("default"))) {
                steps.add(
                        DdlType.Default,
                        object(now),
                        column + (now.text("default") == null ? "DROP DEFAULT" : "SET DEFAULT " + now.text("default")));
            }
            if (!Described.same(was, now, "identity") && !Objects.equals(there.identity(), now.text("identity"))) {
                steps.add(DdlType.Default, object(now), column + identity(there, now));
            }
        });
    }

    private static String identity(TargetShape.Column there, Described now) {
        if (now.text("identity") == null) {
            return "DROP IDENTITY IF EXISTS";
        }
        return there.identity() == null
                ? "ADD GENERATED " + ColumnClauses.identity(now) + " AS IDENTITY"
                : "SET GENERATED " + ColumnClauses.identity(now);
    }

    void nullability() {
        change.kept("columns", (was, now) -> {
            var there = there(was, now);
            if (there != null && was.is("notNull") != now.is("notNull") && there.notNull() != now.is("notNull")) {
                steps.add(
                        DdlType.Constraint,
                        object(now),
                        alter + "ALTER COLUMN " + Sql.identifier(now.name()) + (now.is("notNull") ? " SET" : " DROP")
                                + " NOT NULL");
            }
        });
    }

    void comments() {
        change.kept("columns", (was, now) -> {
            var there = there(was, now);
            if (there != null
                    && !Described.same(was, now, "comment")
                    && !Objects.equals(there.comment(), now.text("comment"))) {
                steps.add(DdlType.Comment, object(now), comment(now));
            }
        });
    }

    String comment(Described column) {
        return "COMMENT ON COLUMN " + Sql.quoted(change.target()) + "." + Sql.identifier(column.name()) + " IS "
                + RelationChange.commentText(column);
    }
}
