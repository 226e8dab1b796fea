package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.schema.definition.ConstraintDefinition;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.TableName;

/** Statements of table constraints. */
public final class ConstraintStatements {
    private final TargetObjectNames names;

    public ConstraintStatements(TargetObjectNames names) {
        this.names = names;
    }

    public String add(ConstraintDefinition constraint) {
        return "ALTER TABLE %s ADD CONSTRAINT %s %s%s%s"
                .formatted(
                        Sql.quoted(table(constraint)),
                        Sql.identifier(name(constraint)),
                        constraint.definition(),
                        constraint.referenced() == null ? "" : Sql.quoted(names.relation(constraint.referenced())),
                        constraint.definitionTail());
    }

    /** A foreign key that holds for rows to come only, until {@link #check}. */
    public String addUnchecked(ConstraintDefinition constraint) {
        return add(constraint) + (constraint.isUnchecked() ? "" : " NOT VALID");
    }

    /** Looks at the rows that are there, and keeps nobody from writing meanwhile. */
    public String check(ConstraintDefinition constraint) {
        return "ALTER TABLE %s VALIDATE CONSTRAINT %s"
                .formatted(Sql.quoted(table(constraint)), Sql.identifier(name(constraint)));
    }

    /** Returns whether it is known of all rows that they obey, as one boolean. */
    public String isChecked(ConstraintDefinition constraint) {
        return "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass(%s) AND conname = %s AND convalidated)"
                .formatted(Sql.literal(Sql.quoted(table(constraint))), Sql.literal(name(constraint)));
    }

    /** As COMMENT names it. */
    public String named(ConstraintDefinition constraint) {
        return "CONSTRAINT %s ON %s".formatted(Sql.identifier(name(constraint)), Sql.quoted(table(constraint)));
    }

    /** One that brings an index shares its name. */
    private String name(ConstraintDefinition constraint) {
        return switch (constraint.kind()) {
            case PrimaryKey, Unique, Exclusion ->
                names.relation(constraint.index()).table();
            case Check, NotNull, ForeignKey -> constraint.name();
        };
    }

    /** Returns whether the table has the constraint, or any primary key where it is one, as one boolean. */
    public String exists(ConstraintDefinition constraint) {
        return "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = pg_catalog.to_regclass(%s) AND %s)"
                .formatted(
                        Sql.literal(Sql.quoted(table(constraint))),
                        constraint.kind() == ConstraintDefinition.Kind.PrimaryKey
                                ? "contype = 'p'"
                                : "conname = " + Sql.literal(name(constraint)) + kind(constraint));
    }

    /** From version 18 on a NOT NULL may have the name that another constraint is to have. */
    private static String kind(ConstraintDefinition constraint) {
        return constraint.kind() == ConstraintDefinition.Kind.NotNull ? "" : " AND contype <> 'n'";
    }

    private TableName table(ConstraintDefinition constraint) {
        return names.relation(constraint.table());
    }
}
