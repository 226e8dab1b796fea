package dev.datamigration.database.postgres.replay;

import dev.datamigration.api.task.ddl.DdlType;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.TableName;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What was changed of a table's constraints and indexes. One that the server made anew under its old name, as it does where the
 * type of a column changes, is made anew by the target as well.
 */
final class PartSteps {
    private static final String NOT_VALID = " NOT VALID";

    private final RelationChange change;
    private final StepList steps;

    PartSteps(RelationChange change, StepList steps) {
        this.change = change;
        this.steps = steps;
    }

    private String object(Described part) {
        return part.name() + " of " + change.source();
    }

    private TableName inSchema(Described index) {
        return new TableName(change.target().schema(), index.name());
    }

    private Set<String> names(String kind) {
        var names = new HashSet<String>();
        change.now().parts(kind).values().forEach(part -> names.add(part.name()));
        return names;
    }

    void renamed() {
        change.kept("constraints", (was, now) -> {
            var there = change.shape().constraints();
            if (!Described.same(was, now, "name") && there.containsKey(was.name()) && !there.containsKey(now.name())) {
                steps.add(
                        DdlType.Constraint,
                        object(now),
                        change.alter() + "RENAME CONSTRAINT " + Sql.identifier(was.name()) + " TO "
                                + Sql.identifier(now.name()));
            }
        });
        change.kept("indexes", (was, now) -> {
            var there = change.shape().indexes();
            if (!Described.same(was, now, "name") && there.containsKey(was.name()) && !there.containsKey(now.name())) {
                steps.add(
                        DdlType.Index,
                        object(now),
                        "ALTER INDEX " + Sql.quoted(inSchema(was)) + " RENAME TO " + Sql.identifier(now.name()));
            }
        });
    }

    void dropped() {
        var constraints = names("constraints");
        change.gone("constraints", own(was -> {
            if (!constraints.contains(was.name())
                    && change.shape().constraints().containsKey(was.name())) {
                steps.add(
                        DdlType.Constraint,
                        object(was),
                        change.alter() + "DROP CONSTRAINT " + Sql.identifier(was.name()));
            }
        }));
        var indexes = names("indexes");
        change.gone("indexes", own(was -> {
            // that of a constraint that takes it over goes on under the constraint's name
            if (!indexes.contains(was.name())
                    && !constraints.contains(was.name())
                    && change.shape().indexes().containsKey(was.name())) {
                steps.add(DdlType.Index, object(was), "DROP INDEX " + Sql.quoted(inSchema(was)));
            }
        }));
    }

    void added() {
        change.come("constraints", own(now -> {
            if (!change.shape().constraints().containsKey(now.name())) {
                add(now);
            }
        }));
        change.kept("constraints", (was, now) -> {
            if (!was.is("validated")
                    && now.is("validated")
                    && Boolean.FALSE.equals(change.shape().constraints().get(now.name()))) {
                steps.add(
                        DdlType.Constraint,
                        object(now),
                        change.alter() + "VALIDATE CONSTRAINT " + Sql.identifier(now.name()));
            }
        });
        change.come("indexes", own(now -> {
            if (!change.shape().indexes().containsKey(now.name())) {
                steps.add(DdlType.Index, object(now), createIndex(now));
            }
        }));
    }

    /** Without those that came with, or go with, those of a table that it is a part or child of. */
    private static Consumer<Described> own(Consumer<Described> each) {
        return part -> {
            if (!part.is("inherited")) {
                each.accept(part);
            }
        };
    }

    private void add(Described constraint) {
        if (change.shape().indexes().containsKey(constraint.name()) && "pu".contains(constraint.text("type"))) {
            steps.add(
                    DdlType.Constraint,
                    object(constraint),
                    change.alter() + "ADD CONSTRAINT " + Sql.identifier(constraint.name())
                            + ("p".equals(constraint.text("type")) ? " PRIMARY KEY" : " UNIQUE") + " USING INDEX "
                            + Sql.identifier(constraint.name()));
        } else {
            steps.add(DdlType.Constraint, object(constraint), change.alter() + "ADD " + constraintClause(constraint));
        }
    }

    /** With the name that the table it refers to has on the target. */
    String constraintClause(Described constraint) {
        var definition = constraint.text("definition");
        var references = constraint.part("references");
        if (references != null) {
            definition = definition.replace(
                    " REFERENCES (",
                    " REFERENCES " + Sql.quoted(change.filter().targetOf(references.qualified())) + "(");
        }
        var valid = constraint.is("validated") || definition.endsWith(NOT_VALID);
        return "CONSTRAINT " + Sql.identifier(constraint.name()) + " " + definition + (valid ? "" : NOT_VALID);
    }

    String createIndex(Described index) {
        return "CREATE " + (index.is("unique") ? "UNIQUE " : "") + "INDEX " + Sql.identifier(index.name()) + " ON "
                + Sql.quoted(change.target()) + index.text("definition");
    }

    void comments() {
        change.kept("constraints", (was, now) -> {
            if (!Described.same(was, now, "comment")
                    && change.shape().constraints().containsKey(now.name())) {
                steps.add(
                        DdlType.Comment,
                        object(now),
                        "COMMENT ON CONSTRAINT " + Sql.identifier(now.name()) + " ON " + Sql.quoted(change.target())
                                + " IS " + RelationChange.commentText(now));
            }
        });
        change.kept("indexes", (was, now) -> {
            var there = change.shape().indexes().get(now.name());
            var wanted = Objects.requireNonNullElse(now.text("comment"), "");
            if (!Described.same(was, now, "comment") && there != null && !there.equals(wanted)) {
                steps.add(
                        DdlType.Comment,
                        object(now),
                        "COMMENT ON INDEX " + Sql.quoted(inSchema(now)) + " IS " + RelationChange.commentText(now));
            }
        });
    }
}
