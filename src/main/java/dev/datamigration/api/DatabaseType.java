package dev.datamigration.api;

/** The databases that can be migrated. */
public enum DatabaseType {
    PostgreSQL
}
