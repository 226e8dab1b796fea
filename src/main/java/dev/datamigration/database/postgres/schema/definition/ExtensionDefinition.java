package dev.datamigration.database.postgres.schema.definition;

/** @param schema where its objects live */
public record ExtensionDefinition(long oid, String name, String schema) {}
