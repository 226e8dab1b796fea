package dev.datamigration.api.task;

/** Kinds of row changes. */
public enum DmlType {
    Insert,
    Update,
    Delete,
    Truncate
}
