package dev.datamigration.database.postgres.schema.definition;

/**
 * One privilege that somebody other than the owner has on an object.
 *
 * @param grantee role, or null for PUBLIC
 * @param column null for the whole object
 * @param privilege as GRANT names it
 * @param grantable whether the grantee may grant it on
 */
public record Grant(String grantee, String column, String privilege, boolean grantable) {}
