package dev.datamigration.database.postgres.schema.definition;

/**
 * Says what objects get that a role makes later.
 *
 * @param rights of the role, and what is granted
 * @param schema where it holds, or null for everywhere, where it stands in the place of what the server grants by itself
 * @param objects as ALTER DEFAULT PRIVILEGES calls them, for instance TABLES
 */
public record DefaultPrivileges(AccessRights rights, String schema, String objects) {
    /** For people. */
    public String display() {
        return "%s of %s%s".formatted(objects, rights.owner(), schema == null ? "" : " in " + schema);
    }
}
