package dev.datamigration.api.task.ddl;

/** Kinds of changes of the structure. */
public enum DdlType {
    CreateTable(false),
    RenameTable(false),
    DropTable(true),
    AddColumn(false),
    RenameColumn(false),
    RetypeColumn(false),
    DropColumn(true),
    Default(false),
    Sequence(false),
    Constraint(false),
    Index(false),
    Comment(false),
    Partition(false),
    EnumValue(false),
    View(false),
    Function(false);

    private final boolean destructive;

    DdlType(boolean destructive) {
        this.destructive = destructive;
    }

    /** Returns whether values are lost by it. */
    public boolean isDestructive() {
        return destructive;
    }
}
