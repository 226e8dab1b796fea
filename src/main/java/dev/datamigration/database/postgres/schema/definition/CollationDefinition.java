package dev.datamigration.database.postgres.schema.definition;

import dev.datamigration.database.table.TableName;

/**
 * A user-created collation.
 *
 * @param provider libc, icu or builtin
 * @param locale of ICU and built-in collations, or null
 * @param collate and {@code ctype}: of libc collations, or null
 * @param rules additional ICU rules, or null
 */
public record CollationDefinition(
        long oid,
        TableName name,
        String provider,
        String locale,
        String collate,
        String ctype,
        boolean deterministic,
        String rules) {}
