package dev.datamigration.database.schema;

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
    ConstraintCheck,
    View,
    MaterializedView,
    MaterializedViewData,
    Trigger,
    Rule,
    Policy,
    RowSecurity,
    Statistics,
    ForeignTable,
    ForeignPartition,
    BaseType,
    ShellType,
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
    UserMapping,
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

    /** Returns whether objects that are not selected themselves belong to the selection when a selected one depends on them. */
    public boolean carriedWhenNeeded() {
        return this != Table && this != View && this != MaterializedView && !isForeign();
    }

    private boolean isForeign() {
        return this == ForeignTable || this == ForeignPartition;
    }

    /** Returns whether it is nothing by itself, and belongs to the selection as soon as something of what it needs does. */
    public boolean followsItsNeeds() {
        return this == Cast || this == Transform || this == EventTrigger || this == Publication;
    }
}
