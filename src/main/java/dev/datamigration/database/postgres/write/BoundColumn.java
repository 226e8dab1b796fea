package dev.datamigration.database.postgres.write;

/**
 * A column of the source's relation on the target.
 *
 * @param castType what its text is cast to
 * @param equality the operator, qualified for SQL, by which its values are equal; null where the type has none
 * @param identityAlways whether the target refuses to set it in an UPDATE
 */
record BoundColumn(String name, String castType, String equality, boolean identityAlways) {}
