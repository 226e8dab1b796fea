package dev.datamigration.database.table;

/**
 * A column as the data plane needs it.
 *
 * @param type with its modifier, for instance {@code character varying(20)}, qualified
 * @param castType without modifier and safe in a cast, for instance {@code bpchar}: a cast to it never truncates
 * @param notNull whether it refuses null
 * @param generated whether its value is computed from other columns and so never copied
 * @param identityAlways whether it is {@code GENERATED ALWAYS AS IDENTITY}
 * @param userDefinedElements whether its binary form would carry OIDs of this server (arrays and composites of
 *     user-defined types, regclass and its like) or does not exist, so that it must be copied as text
 * @param comparable whether its type has a default equality operator
 */
public record Column(
        String name,
        String type,
        String castType,
        boolean notNull,
        boolean generated,
        boolean identityAlways,
        boolean userDefinedElements,
        boolean comparable) {}
