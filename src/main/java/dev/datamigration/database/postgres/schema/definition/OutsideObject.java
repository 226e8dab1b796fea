package dev.datamigration.database.postgres.schema.definition;

/** Something that is not carried, by name. */
public record OutsideObject(ObjectKind kind, String name) {}
