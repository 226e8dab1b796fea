package dev.datamigration.database.postgres.schema.definition;

import java.util.Objects;

/**
 * Says what {@code ALTER DATABASE … SET}, or {@code ALTER ROLE … IN DATABASE … SET}, has set for sessions of a database.
 *
 * @param role for whose sessions, or null for everybody's
 * @param roleIsSuperuser whether that role is one on the server that this was read of
 * @param name of the parameter
 * @param value as the catalog has it; may be confidential where the parameter is an application's own
 */
public record DatabaseSetting(String role, boolean roleIsSuperuser, String name, String value) {
    /** Returns whether an application or an extension made the parameter up: such names have a dot. */
    public boolean isCustom() {
        return name.contains(".");
    }

    /** Returns whether both set the same parameter for the same sessions. */
    public boolean isOfSamePlace(DatabaseSetting other) {
        return name.equals(other.name) && Objects.equals(role, other.role);
    }
}
