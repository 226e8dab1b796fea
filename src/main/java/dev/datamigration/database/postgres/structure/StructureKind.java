package dev.datamigration.database.postgres.structure;

import java.util.List;

/** Says what is read of a database's structure, in an order in which it can be created, and the attributes of each. */
public enum StructureKind {
    Type("enum labels", "definition", "attributes"),
    Sequence("type", "start", "increment", "minimum", "maximum", "cache", "cycle", "owner"),
    Function("definition"),
    Table(
            "partition key",
            "partition bound",
            "parents",
            "persistence",
            "row type",
            "storage parameters",
            "TOAST parameters",
            "replica identity",
            "row security",
            "forced row security"),
    Column(
            "type",
            "collation",
            "not null",
            "default",
            "generation",
            "identity",
            "storage",
            "compression",
            "statistics target",
            "options",
            "inheritance"),
    Index("uniqueness", "definition", "clustered", "replica identity"),
    Constraint("kind", "definition", "references", "validated", "inheritance"),
    Statistics("kinds", "definition"),
    View("definition", "columns", "options"),
    MaterializedView("definition", "columns", "options"),
    Trigger("definition"),
    Rule("definition"),
    Policy("command", "permissive", "using", "check");

    private final List<String> attributes;

    StructureKind(String... attributes) {
        this.attributes = List.of(attributes);
    }

    /** Their names for people, in the order in which they are read. */
    public List<String> attributes() {
        return attributes;
    }

    /** Returns whether it is a part of a table or view, and goes with it. */
    public boolean isOfRelation() {
        return switch (this) {
            case Column, Index, Constraint, Statistics, Trigger, Rule, Policy -> true;
            case Type, Sequence, Function, Table, View, MaterializedView -> false;
        };
    }

    /** The catalog table whose OIDs tell them apart. */
    public String catalog() {
        return switch (this) {
            case Type -> "pg_type";
            case Function -> "pg_proc";
            case Constraint -> "pg_constraint";
            case Statistics -> "pg_statistic_ext";
            case Trigger -> "pg_trigger";
            case Rule -> "pg_rewrite";
            case Policy -> "pg_policy";
            case Sequence, Table, Column, Index, View, MaterializedView -> "pg_class";
        };
    }
}
