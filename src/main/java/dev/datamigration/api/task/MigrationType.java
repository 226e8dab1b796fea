package dev.datamigration.api.task;

/** Says what a task does. {@code Full} without {@code Incremental} moves what was there when the load began. */
public enum MigrationType {
    Schema,
    Full,
    Incremental,
    FullVerification,
    ReverseIncrement
}
