package dev.datamigration.database.postgres.schema.definition;

/** A schema of the database. */
public record SchemaName(long oid, String name) {}
