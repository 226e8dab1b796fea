package dev.datamigration.database.postgres.schema;

/**
 * One object needs another. Parts speak as what they are part of: a default as its table, a row type as its relation,
 * an array as its element's type.
 *
 * @param deferred whether it is an index, constraint, trigger, rule, policy or statistics object of the dependent table
 *     that needs it, and so not the table itself
 */
public record Dependency(ObjectId dependent, ObjectId needed, boolean deferred) {}
