package dev.datamigration.database.postgres.schema;

/** Kinds of objects; the names are shown to people. */
public enum ObjectKind {
    Schema,
    Extension,
    Collation,
    Type,
    Sequence,
    IdentitySequence,
    SequenceOwnership,
    SequenceValue,
    Function,
    Procedure,
    Table,
    Setting,
    Partition,
    Inheritance,
    Index,
    Constraint,
    ForeignKey,
    ForeignKeyCheck,
    View,
    MaterializedView,
    MaterializedViewData,
    Trigger,
    Rule,
    Policy,
    RowSecurity,
    Statistics,
    ForeignTable,
    BaseType,
    Aggregate,
    Operator,
    OperatorClass,
    OperatorFamily,
    Conversion,
    TextSearchConfiguration,
    TextSearchDictionary,
    TextSearchParser,
    TextSearchTemplate,
    Cast,
    Language,
    AccessMethod,
    ForeignDataWrapper,
    ForeignServer,
    EventTrigger,
    Publication,
    Subscription,
    LargeObjects,
    Transform,
    DefaultPrivileges,
    SecurityLabels,
    DatabaseSetting,
    Tablespace,
    Privileges;

    /** Whether objects that are not selected themselves are carried when a selected one depends on them. */
    boolean carriedWhenNeeded() {
        return this == Type
                || this == Function
                || this == Procedure
                || this == Collation
                || this == Sequence
                || this == IdentitySequence;
    }
}
