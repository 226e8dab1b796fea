package dev.datamigration.transfer.schema;

/** Something selected that the target does not get, and what a person can do about it. */
record NotCarried(SchemaItem.Key key, String reason) {}
