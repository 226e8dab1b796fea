package dev.datamigration.api;

/** Kinds of row changes. */
public enum DmlType {
    Insert,
    Update,
    Delete,
    Truncate
}
