package dev.datamigration.database.postgres.schema.definition;

import java.util.List;

/**
 * A row-level-security policy.
 *
 * @param command ALL, SELECT, INSERT, UPDATE or DELETE
 * @param roles empty for PUBLIC
 * @param using or null
 * @param check or null
 * @param references OIDs of other relations in its expressions
 */
public record PolicyDefinition(
        long oid,
        String name,
        long table,
        String command,
        boolean permissive,
        List<String> roles,
        String using,
        String check,
        List<Long> references) {}
