package dev.datamigration.database.postgres.schema.definition;

import dev.datamigration.database.schema.ObjectKind;

/** Something that is not carried, by name. */
public record OutsideObject(ObjectKind kind, String name) {}
